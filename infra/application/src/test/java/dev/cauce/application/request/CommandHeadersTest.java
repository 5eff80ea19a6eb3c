package dev.cauce.application.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandHeadersTest {

    private static final Caller CALLER =
            new Caller(new TenantId("demo"), "ana", "app", Set.of(Role.ADMIN), null, Instant.MAX);

    @Test
    void readsVersionAndPosition() {
        CurrentRequest request = command("k", "/v1/plans", "{}", " \"3\" ", "17");

        assertThat(request.expectedVersion()).isEqualTo(3);
        assertThat(request.position()).isEqualTo(17);
        assertThat(request.idempotencyKey()).isEqualTo("k");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "*")
    void expectsNoVersionWithoutATag(@Nullable String ifMatch) {
        assertThat(command("k", "/v1/plans", "{}", ifMatch, null).expectedVersion())
                .isNull();
    }

    @Test
    void tellsARepetitionFromAnotherRequestUnderTheSameKey() {
        @Nullable String first = command("k", "/v1/plans", "{}", null, null).requestHash();

        assertThat(command("k", "/v1/plans", "{}", null, "1").requestHash()).isEqualTo(first);
        assertThat(command("k", "/v1/plans", "{ }", null, null).requestHash()).isNotEqualTo(first);
        assertThat(command("k", "/v1/accounts", "{}", null, null).requestHash()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " k", "k\n", "k\u007f", "\u00e9"})
    void refusesAKeyThatIsMissingOrNotPrintable(@Nullable String key) {
        assertThat(refused(key, null, null)).hasMessageStartingWith("Idempotency-Key");
    }

    @Test
    void takesAKeyOf255CharactersAndNoLongerOne() {
        assertThat(command("k".repeat(255), "/", "", null, null).idempotencyKey())
                .hasSize(255);
        assertThat(refused("k".repeat(256), null, null)).hasMessageStartingWith("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "W/\"3\"", "\"3\", \"4\"", "\"-1\"", "\"1234567890123456789\"", ""})
    void refusesATagThatNoAnswerGave(String ifMatch) {
        assertThat(refused("k", ifMatch, null)).hasMessageStartingWith("If-Match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "1234567890123456789"})
    void refusesAPositionThatNoAnswerGave(String position) {
        assertThat(refused("k", null, position)).hasMessageStartingWith("Cauce-Position");
    }

    private static Rejected refused(@Nullable String key, @Nullable String ifMatch, @Nullable String position) {
        Rejected rejected =
                catchThrowableOfType(Rejected.class, () -> command(key, "/v1/plans", "{}", ifMatch, position));
        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        return rejected;
    }

    private static CurrentRequest command(
            @Nullable String key, String path, String body, @Nullable String ifMatch, @Nullable String position) {
        return CommandHeaders.command(CALLER, key, path, body, ifMatch, position, reached -> {}, () -> {});
    }
}
