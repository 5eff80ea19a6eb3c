package dev.cauce.adapters.keyring;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.ErasureCertificate;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;

/** A process of its own that makes and destroys keys and says so of each, until it is killed. */
final class AcknowledgedKeys {

    private AcknowledgedKeys() {}

    public static void main(String[] arguments) {
        RocksKeyRecords records = RocksKeyRecords.at(Path.of(arguments[0]));
        Keyring keyring = Keyring.exclusive(records, KeyringContract.MASTER, 1000);
        TenantId tenant = new TenantId("acme");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (int writer = 0; writer < 4; writer++) {
            String prefix = arguments[1] + "-" + writer + "-";
            Thread.ofPlatform().start(() -> {
                for (int i = 0; ; i++) {
                    String subject = prefix + i;
                    String print = ErasureCertificate.fingerprintOf(
                            keyring.getOrCreate(tenant, subject).orElseThrow());
                    out.println("made " + subject + " " + print + ".");
                    if (i % 50 == 7) {
                        RecordId id = RecordId.ofSubject(tenant, subject);
                        SubjectRecord record =
                                SubjectRecord.decoded(id, records.read(id).orElseThrow());
                        byte[] wrap = ((SubjectRecord.Alive) record).key().sealed();
                        out.println("goes " + subject + " " + HexFormat.of().formatHex(wrap) + ".");
                        keyring.destroy(tenant, subject, Instant.EPOCH);
                        out.println("gone " + subject + " " + print + ".");
                    }
                }
            });
        }
    }
}
