package dev.cauce.application.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the scan finds; for what it is to prove, that it finds nothing must mean that there is nothing. */
class MarkerScanTest {

    private static final String MARKER = "Quetzal-Marker-7";
    private final MarkerScan scan = new MarkerScan(List.of(MARKER));

    @Test
    void findsATextInEveryFormAndAtEveryOffset() {
        for (int before = 0; before < 7; before++) {
            String text = "x".repeat(before) + MARKER + "yz";
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            assertThat(found(utf8)).as("plain").isNotEmpty();
            assertThat(found(text.getBytes(StandardCharsets.UTF_16LE))).isNotEmpty();
            assertThat(found(text.getBytes(StandardCharsets.UTF_16BE))).isNotEmpty();
            assertThat(found(Base64.getEncoder().encode(utf8)))
                    .as("Base64 at " + before)
                    .isNotEmpty();
            assertThat(found(Base64.getUrlEncoder().encode(utf8))).isNotEmpty();
            assertThat(found(HexFormat.of().formatHex(utf8).getBytes(StandardCharsets.US_ASCII)))
                    .isNotEmpty();
        }
    }

    @Test
    void findsNothingInOtherTexts() {
        assertThat(found("Quetzal-Marker-8 and more of it".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(found(Base64.getEncoder().encode("Quetzal-Other".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    private Set<String> found(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        scan.look(bytes, "here", found);
        return found;
    }
}
