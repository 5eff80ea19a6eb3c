package dev.cauce.adapters.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.ErasureCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksKeyringCrashIT {

    private static final int KILLS = 3;
    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    private Path folder;

    @Test
    void everyKeyAndEveryErasureThatWasAcknowledgedOutlivesAKill() throws Exception {
        Map<String, String> made = new LinkedHashMap<>();
        Map<String, String> gone = new LinkedHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(kill, ThreadLocalRandom.current().nextInt(300, 3000), made, gone);

            try (Keyring keyring = Keyring.embedded(folder)) {
                made.forEach((subject, print) -> {
                    // What was being destroyed when it was killed may be either; it is never another key.
                    keyring.find(ACME, subject)
                            .ifPresent(key -> assertThat(ErasureCertificate.fingerprintOf(key))
                                    .isEqualTo(print));
                    assertThat(keyring.find(ACME, subject).isPresent() || subject.matches(".*(07|57|-7)"))
                            .as(subject)
                            .isTrue();
                });
                gone.forEach((subject, print) -> {
                    assertThat(keyring.getOrCreate(ACME, subject)).isEmpty();
                    assertThat(keyring.erasureOf(ACME, subject))
                            .hasValueSatisfying(certificate ->
                                    assertThat(certificate.keyFingerprint()).isEqualTo(print));
                });
            }
        }
        assertThat(made).hasSizeGreaterThan(KILLS * 200);
        assertThat(gone).hasSizeGreaterThan(KILLS * 2);
    }

    private void runAndKill(int run, int lines, Map<String, String> made, Map<String, String> gone)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgedKeys.class.getName(),
                        folder.toString(),
                        "run" + run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            int read = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // The last line may be cut off by the kill; a whole one ends in a full stop.
                if (line.endsWith(".")) {
                    String[] words = line.substring(0, line.length() - 1).split(" ");
                    (words[0].equals("made") ? made : gone).put(words[1], words[2]);
                }
                if (++read == lines) {
                    // By its handle: Process.destroyForcibly would throw away what it said last.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
