package dev.cauce.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHashTest {

    private final SecretHash hash = new SecretHash();

    @Test
    void matchesTheSecretAndNoOther() {
        String secret = SecretHash.newSecret();
        String encoded = hash.encode(secret);

        assertThat(hash.matches(secret, encoded)).isTrue();
        assertThat(hash.matches(secret + "x", encoded)).isFalse();
        assertThat(hash.matches("", encoded)).isFalse();
        assertThat(hash.matches(null, encoded)).isFalse();
        assertThat(hash.matches(encoded, encoded)).isFalse();
    }

    @Test
    void hashesTheSameSecretDifferentlyEachTime() {
        assertThat(SecretHash.of("s")).isNotEqualTo(SecretHash.of("s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "sha256$", "sha256$abc", "{noop}s", "sha256$$", "sha256$AAAA$"})
    void matchesNothingThatItDidNotMake(String encoded) {
        assertThat(hash.matches("s", encoded)).isFalse();
        assertThat(hash.matches("", encoded)).isFalse();
    }
}
