package dev.cauce.application.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void readsTheLongestNumbersThatAreTaken() {
        CurrentRequest request = command("k k", "/v1/plans", "{}", "\"123456789012345678\"", "123456789012345678");

        assertThat(request.expectedVersion()).isEqualTo(123_456_789_012_345_678L);
        assertThat(request.position()).isEqualTo(123_456_789_012_345_678L);
        assertThat(request.idempotencyKey()).isEqualTo("k k");
    }

    @Test
    void tellsThePositionAndARepetitionToWhoeverAsked() {
        List<Object> told = new ArrayList<>();
        CurrentRequest posted = CommandHeaders.command(
                CALLER, "k", "/v1/plans", "{}", null, null, told::add, () -> told.add("post repeated"));
        CurrentRequest read =
                CommandHeaders.reading(CALLER, null, null, null, told::add, () -> told.add("read repeated"));

        posted.onPosition().accept(7);
        posted.onRepeated().run();
        read.onPosition().accept(8);
        read.onRepeated().run();

        assertThat(told).containsExactly(7L, "post repeated", 8L, "read repeated");
        assertThat(posted.caller()).isEqualTo(CALLER);
        assertThat(read.caller()).isEqualTo(CALLER);
    }

    @Test
    void readsWithoutAKeyAndWithoutAHash() {
        CurrentRequest request = CommandHeaders.reading(CALLER, null, "\"3\"", "17", reached -> {}, () -> {});

        assertThat(request.idempotencyKey()).isNull();
        assertThat(request.requestHash()).isNull();
        assertThat(request.expectedVersion()).isEqualTo(3);
        assertThat(request.position()).isEqualTo(17);
        assertThat(CommandHeaders.reading(CALLER, "k", null, null, reached -> {}, () -> {})
                        .idempotencyKey())
                .isEqualTo("k");
    }

    @Test
    void refusesAReadingWhoseHeadersAreMalformed() {
        assertThatThrownBy(() -> CommandHeaders.reading(CALLER, null, "3", null, reached -> {}, () -> {}))
                .hasMessageStartingWith("If-Match");
        assertThatThrownBy(() -> CommandHeaders.reading(CALLER, null, null, "x", reached -> {}, () -> {}))
                .hasMessageStartingWith("Cauce-Position");
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
