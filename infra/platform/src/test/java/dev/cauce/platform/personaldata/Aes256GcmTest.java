package dev.cauce.platform.personaldata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class Aes256GcmTest {

    private final SecretKey key = Aes256Gcm.newKey();
    private final byte[] text = "Ada".getBytes(UTF_8);
    private final byte[] context = "acme|a-17|name".getBytes(UTF_8);

    @Test
    void opensWhatItSealed() {
        byte[] sealed = Aes256Gcm.seal(key, text, context);

        assertThat(sealed).hasSize(text.length + 28);
        assertThat(Aes256Gcm.open(key, sealed, context)).contains(text);
    }

    @Test
    void opensTestCase16OfTheGcmSpecification() {
        HexFormat hex = HexFormat.of();
        SecretKey known =
                Aes256Gcm.key(hex.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
        byte[] sealed = hex.parseHex("cafebabefacedbaddecaf888"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");

        assertThat(Aes256Gcm.open(known, sealed, hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2")))
                .contains(hex.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"));
    }

    @Test
    void opensNothingWhereAnyBitDiffers() {
        byte[] sealed = Aes256Gcm.seal(key, text, context);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Aes256Gcm.open(key, altered, context)).as("bit " + bit).isEmpty();
        }
    }

    @Test
    void opensNothingWithAnotherKeyContextOrLength() {
        byte[] sealed = Aes256Gcm.seal(key, text, context);

        assertThat(Aes256Gcm.open(Aes256Gcm.newKey(), sealed, context)).isEmpty();
        assertThat(Aes256Gcm.open(key, sealed, "acme|a-18|name".getBytes(UTF_8)))
                .isEmpty();
        for (int length = 0; length < sealed.length; length++) {
            assertThat(Aes256Gcm.open(key, Arrays.copyOf(sealed, length), context))
                    .isEmpty();
        }
    }

    @Test
    void neverSealsAlike() {
        assertThat(Aes256Gcm.seal(key, text, context)).isNotEqualTo(Aes256Gcm.seal(key, text, context));
    }

    @Test
    void takesNoKeyOfAnotherLength() {
        assertThatThrownBy(() -> Aes256Gcm.key(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }
}
