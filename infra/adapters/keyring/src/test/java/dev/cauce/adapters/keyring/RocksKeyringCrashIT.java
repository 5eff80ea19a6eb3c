package dev.cauce.adapters.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.ErasureCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksKeyringCrashIT {

    private static final int KILLS = 3;
    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    private Path folder;

    /** What the killed process said last of each subject, by what it said. */
    private final Map<String, Map<String, String>> said =
            Map.of("made", new LinkedHashMap<>(), "goes", new LinkedHashMap<>(), "gone", new LinkedHashMap<>());

    private Map<String, String> said(String what) {
        return Objects.requireNonNull(said.get(what));
    }

    @Test
    void everyKeyAndEveryErasureThatWasAcknowledgedOutlivesAKill() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(kill, ThreadLocalRandom.current().nextInt(300, 3000));

            try (Keyring keyring = Keyring.exclusive(RocksKeyRecords.at(folder), KeyringContract.MASTER, 1000)) {
                assertKeys(keyring);
                assertErasures(keyring);
            }
        }
        assertThat(said("made")).hasSizeGreaterThan(KILLS * 200);
        assertThat(said("gone")).hasSizeGreaterThan(KILLS * 2);
    }

    private void assertKeys(Keyring keyring) {
        said("made").forEach((subject, print) -> {
            Optional<String> found = keyring.find(ACME, subject).map(ErasureCertificate::fingerprintOf);
            // What was on its way out may be there or gone; all else is there; and it is never another key.
            assertThat(found.isPresent() || said("goes").containsKey(subject))
                    .as(subject)
                    .isTrue();
            assertThat(found.orElse(print)).isEqualTo(print);
        });
    }

    private void assertErasures(Keyring keyring) throws IOException {
        said("gone").forEach((subject, print) -> {
            assertThat(keyring.getOrCreate(ACME, subject)).isEmpty();
            assertThat(keyring.erasureOf(ACME, subject))
                    .hasValueSatisfying(certificate ->
                            assertThat(certificate.keyFingerprint()).isEqualTo(print));
        });
        String files = content();
        said("goes")
                .forEach((subject, wrap) -> assertThat(
                                files.contains(new String(HexFormat.of().parseHex(wrap), StandardCharsets.ISO_8859_1)))
                        .as("the wrapped key of " + subject + " is in a file")
                        .isEqualTo(keyring.find(ACME, subject).isPresent()));
    }

    /** The bytes of all the keyring's files. */
    private String content() throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return content.toString();
    }

    private void runAndKill(int run, int lines) throws IOException, InterruptedException {
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
                    said(words[0]).put(words[1], words[2]);
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
