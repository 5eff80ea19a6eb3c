package dev.cauce.adapters.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final String KEY = KeyringContract.base64(1);

    @Test
    void readsOneKeyOrSeveralWithTheCurrentOneFirst() {
        assertThat(MasterKeys.parse(KEY + "\n").current()).isEqualTo(1);
        assertThat(MasterKeys.parse("3:" + KEY + ", 2:" + KEY).current()).isEqualTo(3);
        assertThat(MasterKeys.parse("1:" + KEY + "\n2:" + KEY + "\n").current()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "secret",
                "0:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "x:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "99999999999:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
            })
    void refusesAnythingElseWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> MasterKeys.parse(text)).isInstanceOfSatisfying(KeyringFault.class, fault -> {
            assertThat(fault.reason()).isEqualTo(Reason.MASTER_KEY_MALFORMED);
            assertThat(fault).hasMessageContaining("openssl rand -base64 32").hasNoCause();
            assertThat(fault.getMessage()).doesNotContain("AAEC").doesNotContain("secret");
        });
    }

    @Test
    void refusesAKeyThatIsNoRandomOne() {
        assertThatThrownBy(() -> MasterKeys.parse(Base64.getEncoder().encodeToString(new byte[32])))
                .hasMessageContaining("surely not random");
    }

    @Test
    void saysWhereNoFileIs(@TempDir Path folder) {
        assertThatThrownBy(() -> MasterKeys.read(folder.resolve("none")))
                .isInstanceOf(KeyringFault.class)
                .hasMessageContaining(folder.resolve("none").toString());
    }
}
