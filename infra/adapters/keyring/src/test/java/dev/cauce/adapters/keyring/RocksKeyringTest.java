package dev.cauce.adapters.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.platform.personaldata.KeyringFault.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class RocksKeyringTest extends KeyringContract {

    @TempDir
    private Path folder;

    @Override
    KeyRecords records() {
        return RocksKeyRecords.at(folder);
    }

    @Override
    KeyRecords elsewhere() {
        return RocksKeyRecords.at(folder.resolve("elsewhere"));
    }

    @Test
    void answersNoWriteBeforeTheDiskHasIt() throws Exception {
        try (Statistics statistics = new Statistics();
                Options options = new Options().setCreateIfMissing(true).setStatistics(statistics);
                RocksDB db = RocksDB.open(options, folder.toString());
                GroupCommit writer = new GroupCommit(() -> db, () -> {})) {
            for (int i = 1; i <= 20; i++) {
                writer.write("s/acme/" + i, null, new byte[] {1}, null);

                assertThat(statistics.getTickerCount(TickerType.WAL_FILE_SYNCED))
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void makesItsMasterKeyForItsOwnerAlone() throws IOException {
        Keyring first = closing(Keyring.embedded(folder.resolve("keys")));
        var key = first.getOrCreate(ACME, "a-1");
        first.close();

        Path file = folder.resolve("keys/master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(closing(Keyring.embedded(folder.resolve("keys"))).find(ACME, "a-1"))
                .isEqualTo(key);
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("master.key", "records");
        }
    }

    @Test
    void makesNoNewMasterKeyWhereTheOldOneIsLost() throws IOException {
        Keyring.embedded(folder).close();
        Files.delete(folder.resolve("master.key"));

        assertFault(Reason.MASTER_KEY_MISSING, () -> Keyring.embedded(folder));
        assertThat(folder.resolve("master.key")).doesNotExist();
    }

    @Test
    void refusesAMasterKeyThatEverybodyCanRead() throws IOException {
        Keyring.embedded(folder).close();
        Files.setPosixFilePermissions(folder.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertFault(Reason.MASTER_KEY_MALFORMED, () -> Keyring.embedded(folder));
    }

    @Test
    void opensOnceAtATime() {
        closing(Keyring.embedded(folder, MASTER));

        assertFault(Reason.STORE_IN_USE, () -> Keyring.embedded(folder, MASTER));
    }

    @Test
    void refusesAFormatThatIsNewer() throws Exception {
        Keyring.embedded(folder, MASTER).close();
        try (Options options = new Options();
                RocksDB db = RocksDB.open(options, folder.resolve("records").toString())) {
            db.put(GroupCommit.bytes("m/format"), GroupCommit.bytes("2"));
        }

        assertFault(Reason.FORMAT_TOO_NEW, () -> Keyring.embedded(folder, MASTER));
    }

    @Test
    void refusesToStartWithADamagedLogAndLosesNoKeySilently() throws IOException {
        Keyring keyring = Keyring.embedded(folder, MASTER);
        for (int i = 0; i < 100; i++) {
            keyring.getOrCreate(ACME, "s-" + i);
        }
        keyring.close();
        Path log;
        try (Stream<Path> files = Files.list(folder.resolve("records"))) {
            log = files.filter(each -> each.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 1;
        Files.write(log, bytes);

        assertFault(Reason.STORE_UNAVAILABLE, () -> Keyring.embedded(folder, MASTER));
    }

    @Test
    void leavesNoByteOfAnErasedKeyInItsFiles() {
        RocksKeyRecords records = RocksKeyRecords.at(folder);
        Keyring keyring = closing(Keyring.exclusive(records, MASTER, 1000));
        List<byte[]> wraps = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            keyring.getOrCreate(ACME, "s-" + i);
            wraps.add(wrap(records, "s-" + i));
        }
        // Once through the log into a file, once only in the log, and one wrapped twice.
        keyring.destroy(ACME, "s-0", NOON);
        keyring.getOrCreate(ACME, "late");
        byte[] late = wrap(records, "late");
        keyring.rotate(ACME);
        keyring.rewrapAll(ACME);
        byte[] twice = wrap(records, "s-1");
        assertThat(found(late)).as("the scan finds what is there").isTrue();
        assertThat(found(wraps.get(2))).isTrue();
        assertThat(found(twice)).isTrue();

        keyring.destroy(ACME, "late", NOON);
        keyring.destroy(ACME, "s-1", NOON);

        for (byte[] gone : List.of(late, twice, wraps.get(0), wraps.get(1))) {
            assertThat(found(gone)).isFalse();
        }
        assertThat(found(wrap(records, "s-2"))).isTrue();
        assertThat(keyring.find(ACME, "s-2")).isPresent();
    }

    @Test
    void keepsNoKeyInTheClear() {
        Keyring keyring = closing(Keyring.embedded(folder));
        byte[] key = keyring.getOrCreate(ACME, "a-1").orElseThrow().getEncoded();

        assertThat(found(key)).isFalse();
    }

    @Test
    void completesAtItsStartAnErasureThatWasCutShort() throws Exception {
        RocksKeyRecords records = RocksKeyRecords.at(folder);
        Keyring keyring = Keyring.exclusive(records, MASTER, 1000);
        keyring.getOrCreate(ACME, "a-1");
        keyring.getOrCreate(ACME, "a-2");
        RecordId id = RecordId.ofSubject(ACME, "a-1");
        byte[] before = records.read(id).orElseThrow();
        byte[] wrap = wrap(records, "a-1");
        keyring.close();
        try (Options options = new Options();
                RocksDB db = RocksDB.open(options, folder.toString());
                FlushOptions flush = new FlushOptions();
                GroupCommit writer = new GroupCommit(() -> db, () -> {})) {
            db.flush(flush);
            writer.write("s/" + id, before, new SubjectRecord.Erased(NOON, "none").encoded(), "x/" + id);
        }
        assertThat(found(wrap)).as("cut short, it is still there").isTrue();

        Keyring restarted = closing(Keyring.exclusive(RocksKeyRecords.at(folder), MASTER, 1000));

        assertThat(found(wrap)).isFalse();
        assertThat(restarted.find(ACME, "a-1")).isEmpty();
        assertThat(restarted.find(ACME, "a-2")).isPresent();
    }

    private static byte[] wrap(KeyRecords records, String subject) {
        RecordId id = RecordId.ofSubject(ACME, subject);
        SubjectRecord record = SubjectRecord.decoded(id, records.read(id).orElseThrow());
        return ((SubjectRecord.Alive) record).key().sealed();
    }

    /** Whether any file of the keyring has these bytes in it. */
    private boolean found(byte[] bytes) {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> content(file).contains(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
