package dev.cauce.adapters.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class EventEncodingTest {

    private static final EventEntry FULL = new EventEntry(
            true,
            "Account",
            "a-1",
            7,
            "e-1",
            Instant.parse("2026-11-24T10:00:00.123456789Z"),
            "AccountRegistered",
            "2",
            "{\"name\":\"ü\"}".getBytes(StandardCharsets.UTF_8),
            "{}".getBytes(StandardCharsets.UTF_8));

    @Test
    void keepsEverything() {
        assertThat(EventEncoding.decode(1, EventEncoding.encode(FULL)))
                .usingRecursiveComparison()
                .isEqualTo(FULL);
    }

    @Test
    void keepsWhatIsAbsentAbsentAndExtremesExact() {
        EventEntry bare = new EventEntry(
                false, null, "s", Long.MAX_VALUE, "e", Instant.MIN, "T", null, new byte[0], new byte[] {0, -1});
        EventEntry late = new EventEntry(true, "", "s", 0, "e", Instant.MAX, "", "", new byte[300], new byte[70_000]);

        assertThat(EventEncoding.decode(1, EventEncoding.encode(bare)))
                .usingRecursiveComparison()
                .isEqualTo(bare);
        assertThat(EventEncoding.decode(1, EventEncoding.encode(late)))
                .usingRecursiveComparison()
                .isEqualTo(late);
    }

    /** Stored events outlive releases: these bytes have to be readable for ever. */
    @Test
    void readsWhatVersionOneWrote() {
        byte[] stored = HexFormat.of()
                .parseHex(
                        "01000000006b056020075bcd15bcf3f69c0707c080abb00d959aef3a03652d3103612d31074163636f756e74114163636f756e745265676973746572656401320d7b226e616d65223a22c3bc227d027b7d");

        assertThat(EventEncoding.decode(1, stored)).usingRecursiveComparison().isEqualTo(FULL);
        assertThat(EventEncoding.highTime(1, stored)).isEqualTo(FULL.timestamp());
        byte[] written = EventEncoding.encode(FULL);
        EventEncoding.setHighTime(written, FULL.timestamp());
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(HexFormat.of().formatHex(stored));
    }

    @Test
    void findsEveryFlippedBit() {
        byte[] entry = EventEncoding.encode(FULL);
        for (int at = 0; at < entry.length; at++) {
            boolean inHighTime = at >= 1 && at < 13;
            for (int bit = 0; bit < 8 && !inHighTime; bit++) {
                byte[] damaged = entry.clone();
                damaged[at] ^= (byte) (1 << bit);
                assertCorrupt(damaged);
            }
        }
    }

    @Test
    void findsEveryCut() {
        byte[] entry = EventEncoding.encode(FULL);
        for (int length = 0; length < entry.length; length++) {
            assertCorrupt(Arrays.copyOf(entry, length));
        }
    }

    @Test
    void answersRubbishWithARightChecksumInTheSameWay() {
        for (int fill = 0; fill < 256; fill++) {
            byte[] rubbish = new byte[40];
            Arrays.fill(rubbish, (byte) fill);
            rubbish[0] = 1;
            CRC32C crc = new CRC32C();
            crc.update(rubbish, 17, rubbish.length - 17);
            ByteBuffer.wrap(rubbish).putInt(13, (int) crc.getValue());
            assertCorrupt(rubbish);
        }
    }

    @Test
    void givesEachIdentifierAKeyOfItsOwn() {
        String uuid = "0b6f1d60-7d4b-4d3e-9a0c-0123456789ab";

        assertThat(Keys.eventIdentifier(uuid)).hasSize(17);
        assertThat(Keys.eventIdentifier(uuid.toUpperCase(Locale.ROOT)))
                .isNotEqualTo(Keys.eventIdentifier(uuid))
                .hasSize(37);
        assertThat(Keys.eventIdentifier("1-1-1-1-000000000000000000000000000001"))
                .hasSize(39);
    }

    private static void assertCorrupt(byte[] entry) {
        assertThatThrownBy(() -> EventEncoding.decode(1, entry))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.error()).isEqualTo(StoreError.CORRUPT));
    }
}
