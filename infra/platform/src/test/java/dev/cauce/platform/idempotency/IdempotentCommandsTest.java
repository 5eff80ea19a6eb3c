package dev.cauce.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandFailed;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.RejectionTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotentCommandsTest {

    private static final ReactivateAccount COMMAND = new ReactivateAccount(new TenantId("demo"), new AccountId("acme"));

    private final OneOrderEngine engine = new OneOrderEngine();
    private final EmbeddedEventStore events =
            EmbeddedEventStore.builder().storageEngine(engine).build();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final CommandSender sender = new CommandSender(bus, () -> 0, Duration.ofSeconds(10));
    private final AtomicInteger handled = new AtomicInteger();
    private Supplier<Answer> handler = () -> Answer.of("count", handled.incrementAndGet());

    /** Unlike Axon's own engine in memory, it refuses the second event of a place in a stream, as every store must. */
    private static final class OneOrderEngine extends InMemoryEventStorageEngine {
        private final Set<String> taken = ConcurrentHashMap.newKeySet();
        private final List<List<String>> appends = new ArrayList<>();
        private boolean dies;

        @Override
        public synchronized void appendEvents(List<? extends EventMessage<?>> messages) {
            if (dies) {
                throw new IllegalStateException("The process is gone");
            }
            for (EventMessage<?> message : messages) {
                if (message instanceof GenericDomainEventMessage<?> event
                        && !taken.add(event.getAggregateIdentifier() + "@" + event.getSequenceNumber())) {
                    throw new AggregateStreamCreationException("taken");
                }
            }
            appends.add(messages.stream()
                    .map(message -> message.getPayloadType().getSimpleName())
                    .toList());
            super.appendEvents(messages);
        }
    }

    @BeforeEach
    void subscribe() {
        bus.subscribe(ReactivateAccount.class.getName(), message -> handler.get());
        bus.registerHandlerInterceptor(new RejectionTranslation());
        bus.registerHandlerInterceptor(new IdempotentCommands(events));
    }

    @Test
    void carriesARequestOutOnceAndAnswersItsRepetitionAlike() throws Exception {
        Answer first = send("someone", "key", "body");
        Answer again = send("someone", "key", "body");

        assertThat(handled).hasValue(1);
        assertThat(again.values()).isEqualTo(first.values());
        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() throws Exception {
        send("someone", "key", "body");

        assertThatThrownBy(() -> send("someone", "key", "other body"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
        assertThat(handled).hasValue(1);
    }

    @Test
    void keepsTheKeysOfTwoPrincipalsApart() throws Exception {
        send("someone", "key", "body");
        send("somebody else", "key", "other body");

        assertThat(handled).hasValue(2);
    }

    @Test
    void keepsARejectionForEver() {
        handler = () -> {
            handled.incrementAndGet();
            throw new Rejected(ErrorCode.ACCOUNT_NOT_SUSPENDED, "It is not suspended.");
        };
        assertThatThrownBy(() -> send("someone", "key", "body")).isInstanceOf(Rejected.class);
        handler = () -> Answer.of("count", handled.incrementAndGet());

        assertThatThrownBy(() -> send("someone", "key", "body")).isInstanceOfSatisfying(Rejected.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.ACCOUNT_NOT_SUSPENDED);
            assertThat(refused.repeated()).isTrue();
        });
        assertThat(handled).hasValue(1);
    }

    @Test
    void doesNotKeepWhatSaysNothingAboutTheRequest() throws Exception {
        handler = () -> {
            throw new Rejected(ErrorCode.VERSION_MISMATCH, "It has moved on.");
        };
        assertThatThrownBy(() -> send("someone", "key", "body")).isInstanceOf(Rejected.class);
        handler = () -> Answer.of("count", handled.incrementAndGet());

        assertThat(send("someone", "key", "body").values()).containsEntry("count", "1");
    }

    /** What is not there may come: an account that the request before this one in the queue registers. */
    @Test
    void doesNotKeepThatThereWasNothingOfItsId() throws Exception {
        handler = () -> {
            throw new AggregateNotFoundException("demo/account/acme", "There is none.");
        };
        assertThatThrownBy(() -> send("someone", "key", "body"))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND));
        handler = () -> Answer.of("count", handled.incrementAndGet());

        assertThat(send("someone", "key", "body").values()).containsEntry("count", "1");
    }

    /** There is no moment between the effect and its record at which a crash could part them. */
    @Test
    void appendsTheEffectAndItsAnswerTogetherOrNeither() throws Exception {
        handler = () -> {
            events.publish(new GenericDomainEventMessage<>(
                    "Effect",
                    "effect-" + handled.incrementAndGet(),
                    0,
                    new AccountReactivated(new TenantId("demo"), new AccountId("acme"))));
            return Answer.of("count", handled.get());
        };
        engine.dies = true;
        assertThatThrownBy(() -> send("someone", "key", "body")).isInstanceOf(CommandFailed.class);
        assertThat(engine.appends).isEmpty();
        engine.dies = false;

        assertThat(send("someone", "key", "body").repeated()).isFalse();
        assertThat(engine.appends).containsExactly(List.of("AccountReactivated", "RequestAnswered"));
        assertThat(send("someone", "key", "body").repeated()).isTrue();
        assertThat(engine.appends).hasSize(1);
    }

    @Test
    void storesNothingOfARejectedRequestWhoseKeyWasAnsweredMeanwhile() throws Exception {
        Supplier<Answer> winner = () -> Answer.of("count", handled.incrementAndGet());
        handler = () -> {
            events.publish(new GenericDomainEventMessage<>(
                    "Effect",
                    "effect-of-the-loser",
                    0,
                    new AccountReactivated(new TenantId("demo"), new AccountId("acme"))));
            handler = winner;
            try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
                other.submit(() -> send("someone", "key", "body")).get();
            } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
            throw new Rejected(ErrorCode.ACCOUNT_NOT_SUSPENDED, "It is not suspended.");
        };

        assertThat(send("someone", "key", "body").values()).containsEntry("count", "1");
        assertThat(events.readEvents("effect-of-the-loser").hasNext()).isFalse();
    }

    @Test
    void givesFiftyParallelRequestsOfOneKeyOneEffectAndLikeAnswers() throws Exception {
        AtomicInteger effects = new AtomicInteger();
        handler = () -> {
            events.publish(new GenericDomainEventMessage<>(
                    "Effect",
                    "effect-" + effects.incrementAndGet(),
                    0,
                    new AccountReactivated(new TenantId("demo"), new AccountId("acme"))));
            return Answer.of("number", effects.get());
        };
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(() -> send("someone", "key", "body"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = threads.invokeAll(requests);

            Set<Object> different = new HashSet<>();
            for (Future<Answer> answer : answers) {
                different.add(answer.get().values());
            }
            assertThat(different).hasSize(1);
        }
        long stored = 0;
        for (int i = 1; i <= effects.get(); i++) {
            stored += events.readEvents("effect-" + i).hasNext() ? 1 : 0;
        }
        assertThat(stored).isEqualTo(1);
    }

    private Answer send(String subject, String key, String body) throws Exception {
        Caller caller = new Caller(new TenantId("demo"), subject, "client", Set.of(Role.ADMIN), null, Instant.MAX);
        CurrentRequest request =
                new CurrentRequest(caller, key, RequestStream.sha256(body), null, null, position -> {}, () -> {});
        Answer[] answer = new Answer[1];
        request.<Exception>whileBound(() -> answer[0] = sender.send(COMMAND));
        return answer[0];
    }
}
