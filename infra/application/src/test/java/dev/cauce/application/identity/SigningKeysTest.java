package dev.cauce.application.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import dev.cauce.application.SteppedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

    private static final Duration VERIFIABLE = Duration.ofMinutes(61);

    @TempDir
    Path folder;

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-24T12:00:00Z"));
    private PrivateFile file;

    @BeforeEach
    void name() {
        file = new PrivateFile(folder.resolve("keys.json"));
    }

    @Test
    void makesAKeyOnTheFirstStartAndFindsItOnTheNext() {
        String first = keys().current().getKeyID();

        assertThat(keys().current().getKeyID()).isEqualTo(first);
        assertThat(keys().current().isPrivate()).isTrue();
        assertThat(keys().currentSince()).isEqualTo(clock.instant());
    }

    @Test
    void verifiesWithAnOldKeyUntilItsLastTokenHasExpired() {
        SigningKeys keys = keys();
        String old = keys.current().getKeyID();
        clock.step(Duration.ofDays(90));

        String fresh = keys.rotate();

        assertThat(keys.current().getKeyID()).isEqualTo(fresh);
        assertThat(verifying(keys)).containsExactly(fresh, old);
        clock.step(VERIFIABLE.minusSeconds(1));
        assertThat(verifying(keys)).containsExactly(fresh, old);
        assertThat(verifying(keys())).containsExactly(fresh, old);
        clock.step(Duration.ofSeconds(1));
        assertThat(verifying(keys)).containsExactly(fresh);
        assertThat(verifying(keys())).containsExactly(fresh);
    }

    @Test
    void forgetsDeadKeysAtTheNextRotation() throws IOException {
        SigningKeys keys = keys();
        String oldest = keys.current().getKeyID();
        keys.rotate();
        clock.step(VERIFIABLE);

        keys.rotate();

        assertThat(Files.readString(file.path())).doesNotContain(oldest);
    }

    @Test
    void handsOutPublicPartsOnly() {
        assertThat(keys().get(all(), null))
                .allSatisfy(key -> assertThat(key.isPrivate()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"format\":1,\"keys\":[]}",
                "{\"format\":2,\"keys\":[]}",
                "[]",
                "\u0000\u0000",
                "{\"format\":1,\"keys\":[{\"jwk\":{\"kty\":\"RSA\"},\"createdAt\":\"2026-11-24T12:00:00Z\"}]}"
            })
    void refusesADamagedFileAndLeavesItAsItIs(String damaged) throws IOException {
        Files.writeString(file.path(), damaged);

        assertThatThrownBy(this::keys)
                .isInstanceOf(UnreadableIdentityFile.class)
                .hasMessageContaining(file.path().toString());
        assertThat(file.path()).hasContent(damaged);
    }

    private SigningKeys keys() {
        return new SigningKeys(file, VERIFIABLE, clock);
    }

    private static List<String> verifying(SigningKeys keys) {
        return keys.get(all(), null).stream().map(JWK::getKeyID).toList();
    }

    private static JWKSelector all() {
        return new JWKSelector(new JWKMatcher.Builder().build());
    }
}
