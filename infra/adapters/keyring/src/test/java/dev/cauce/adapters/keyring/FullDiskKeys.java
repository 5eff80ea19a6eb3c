package dev.cauce.adapters.keyring;

import dev.cauce.platform.personaldata.KeyringFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Fills a small disk until the keyring says that it is full, makes room, and goes on. */
final class FullDiskKeys {

    private static final int BALLAST_BYTES = 16 << 20;
    private static final int RECORD_BYTES = 1 << 16;

    private FullDiskKeys() {}

    public static void main(String[] arguments) throws IOException {
        Path disk = Path.of(arguments[0]);
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[BALLAST_BYTES]);
        Path folder = Files.createDirectory(disk.resolve("keys"));
        RocksKeyRecords records = RocksKeyRecords.at(folder);
        byte[] record = new byte[RECORD_BYTES];
        Random random = new Random(1);
        int written = 0;
        try {
            while (true) {
                random.nextBytes(record);
                records.write(id(written), null, record.clone());
                written++;
            }
        } catch (KeyringFault full) {
            System.out.println("full " + full.reason());
        }
        System.out.println("read "
                + (records.read(id(0)).isPresent()
                        && records.read(id(written - 1)).isPresent()));
        Files.delete(ballast);
        records.write(id(written), null, record);
        System.out.println("made " + records.read(id(written)).isPresent());
        records.close();
        RocksKeyRecords again = RocksKeyRecords.at(folder);
        boolean kept = true;
        for (int number = 0; number <= written; number++) {
            kept &= again.read(id(number)).isPresent();
        }
        System.out.println("kept " + kept);
        again.close();
    }

    private static RecordId id(int number) {
        return RecordId.ofSubject(KeyringContract.ACME, "s-" + number);
    }
}
