package dev.cauce.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.RejectionTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessCommandsTest {

    private static final ReactivateAccount COMMAND = new ReactivateAccount(new TenantId("demo"), new AccountId("acme"));

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final ProcessCommands commands = new ProcessCommands(bus);
    private final AtomicInteger handled = new AtomicInteger();
    private Supplier<Answer> handler = Answer::nothing;

    @BeforeEach
    void subscribe() {
        bus.subscribe(ReactivateAccount.class.getName(), message -> {
            handled.incrementAndGet();
            return handler.get();
        });
        bus.registerHandlerInterceptor(new RejectionTranslation());
    }

    @Test
    void takesTheNoOfARuleAsAnAnswer() {
        handler = () -> {
            throw new Rejected(ErrorCode.ACCOUNT_IS_CLOSED, "closed");
        };

        assertThat(commands.send(COMMAND)).map(Rejected::code).contains(ErrorCode.ACCOUNT_IS_CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"PERMISSION_DENIED", "TENANT_MISMATCH", "UNAVAILABLE"})
    void throwsWhatIsNoAnswerToGoOnFrom(ErrorCode code) {
        handler = () -> {
            throw new Rejected(code, "no");
        };

        assertThatThrownBy(() -> commands.send(COMMAND)).isInstanceOf(CommandFailed.class);
        assertThat(handled).hasValue(1);
    }

    @Test
    void triesALostRaceAgain() {
        handler = () -> {
            if (handled.get() < 3) {
                throw new ConcurrencyException("taken");
            }
            return Answer.nothing();
        };

        assertThat(commands.send(COMMAND)).isEmpty();
        assertThat(handled).hasValue(3);
    }

    @Test
    void waitsAWhileBeforeItTriesALostRaceAgain() {
        List<Long> pauses = new ArrayList<>();
        handler = () -> {
            if (handled.get() < 3) {
                throw new ConcurrencyException("taken");
            }
            return Answer.nothing();
        };

        assertThat(new ProcessCommands(bus, new LostRaces(pauses::add)).send(COMMAND))
                .isEmpty();

        assertThat(pauses).hasSize(2);
    }

    @Test
    void triesALostRaceNoMoreWhereItIsInterrupted() {
        handler = () -> {
            throw new ConcurrencyException("taken");
        };
        LostRaces interrupted = new LostRaces(pause -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> new ProcessCommands(bus, interrupted).send(COMMAND))
                .isInstanceOf(CommandFailed.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(handled).hasValue(1);
    }

    @Test
    void givesUpARaceThatIsAlwaysLost() {
        handler = () -> {
            throw new ConcurrencyException("taken");
        };

        assertThatThrownBy(() -> commands.send(COMMAND)).isInstanceOf(CommandFailed.class);
        assertThat(handled).hasValue(6);
    }

    @Test
    void tellsWhatADispatchInterceptorThrew() {
        bus.registerDispatchInterceptor(messages -> (index, message) -> {
            throw new IllegalStateException("not sent");
        });

        assertThatThrownBy(() -> commands.send(COMMAND))
                .isInstanceOf(CommandFailed.class)
                .hasRootCauseMessage("not sent");
        assertThat(handled).hasValue(0);
    }
}
