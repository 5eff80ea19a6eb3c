package dev.cauce.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandSenderTest {

    private static final ReactivateAccount COMMAND = new ReactivateAccount(new TenantId("demo"), new AccountId("acme"));

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final CommandSender sender = new CommandSender(bus, () -> 42, Duration.ofMinutes(1));
    private final List<MetaData> handled = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();
    private final AtomicInteger repetitions = new AtomicInteger();

    @Test
    void givesTheAnswerAndTellsThePosition() {
        answering(() -> Answer.of("id", "acme"));

        assertThat(send(request(7L, Set.of(), null), Map.of()).values()).containsExactly(Map.entry("id", "acme"));

        assertThat(positions).containsExactly(42L);
        assertThat(repetitions).hasValue(0);
    }

    @Test
    void tellsThatAnAnswerOrARejectionWasGivenBefore() {
        answering(() -> new Answer(Map.of(), true));
        send(request(null, Set.of(), null), Map.of());
        assertThat(repetitions).hasValue(1);

        answering(() -> {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "no", true);
        });
        assertThat(refused().code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(repetitions).hasValue(2);
        assertThat(positions).hasSize(1);
    }

    @Test
    void triesALostRaceAgain() {
        answering(() -> {
            if (handled.size() < 6) {
                throw new ConcurrencyException("lost");
            }
            return Answer.nothing();
        });

        send(request(null, Set.of(), null), Map.of());

        assertThat(handled).hasSize(6);
    }

    @Test
    void givesUpAfterSixLostRaces() {
        answering(() -> {
            throw new ConcurrencyException("lost");
        });

        assertThat(refused().code()).isEqualTo(ErrorCode.CONCURRENT_CHANGE);

        assertThat(handled).hasSize(6);
    }

    @Test
    void neverTriesAFaultAgain() {
        answering(() -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> send(request(null, Set.of(), null), Map.of())).isInstanceOf(CommandFailed.class);

        assertThat(handled).hasSize(1);
    }

    @Test
    void isUnavailableWithoutAnAnswerInTimeOrWhenInterrupted() {
        List<Runnable> waiting = new ArrayList<>();
        AsynchronousCommandBus silent =
                AsynchronousCommandBus.builder().executor(waiting::add).build();
        silent.subscribe(COMMAND.getClass().getName(), message -> Answer.nothing());

        Rejected late = refusedBy(new CommandSender(silent, () -> 42, Duration.ofMillis(1)));
        assertThat(late.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(late).hasMessageContaining("in time");

        Thread.currentThread().interrupt();
        Rejected interrupted = refusedBy(new CommandSender(silent, () -> 42, Duration.ofMinutes(1)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(interrupted).hasMessageContaining("Interrupted");
        assertThat(positions).isEmpty();
    }

    @Test
    void saysWhoSendsItAndAgainstWhichVersion() {
        answering(Answer::nothing);

        send(
                request(7L, Set.of("b", "a"), Instant.ofEpochSecond(1_700_000_000)),
                Map.of(MetadataKey.EFFECTIVE_AT, "then"));

        assertThat(handled.getFirst())
                .containsEntry(MetadataKey.TENANT_ID, "demo")
                .containsEntry(MetadataKey.ACTOR, "ana@app")
                .containsEntry(MetadataKey.ROLES, "ADMIN")
                .containsEntry(MetadataKey.ACCOUNTS, "a,b")
                .containsEntry(MetadataKey.STRONG_LOGIN_AT, "1700000000")
                .containsEntry(MetadataKey.EXPECTED_VERSION, "7")
                .containsEntry(MetadataKey.REQUEST_HASH, "hash")
                .containsEntry(MetadataKey.EFFECTIVE_AT, "then")
                .containsKey(MetadataKey.IDEMPOTENCY_KEY);
    }

    @Test
    void leavesOutWhatTheRequestDoesNotHave() {
        answering(Answer::nothing);

        send(request(null, Set.of(), null), Map.of());

        assertThat(handled.getFirst())
                .doesNotContainKeys(MetadataKey.ACCOUNTS, MetadataKey.STRONG_LOGIN_AT, MetadataKey.EXPECTED_VERSION);
    }

    private void answering(Supplier<Answer> handler) {
        bus.subscribe(COMMAND.getClass().getName(), message -> {
            handled.add(message.getMetaData());
            return handler.get();
        });
    }

    private Rejected refused() {
        return refusedBy(sender);
    }

    private Rejected refusedBy(CommandSender by) {
        return catchThrowableOfType(
                Rejected.class, () -> request(null, Set.of(), null).whileBound(() -> by.send(COMMAND)));
    }

    private Answer send(CurrentRequest request, Map<String, String> further) {
        List<Answer> answers = new ArrayList<>();
        request.whileBound(() -> answers.add(sender.send(COMMAND, further)));
        return answers.getFirst();
    }

    private CurrentRequest request(@Nullable Long version, Set<String> accounts, @Nullable Instant strongLogin) {
        Caller caller =
                new Caller(new TenantId("demo"), "ana", "app", Set.of(Role.ADMIN), accounts, strongLogin, Instant.MAX);
        return new CurrentRequest(caller, "key", "hash", version, null, positions::add, repetitions::incrementAndGet);
    }
}
