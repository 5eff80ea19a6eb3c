package dev.cauce.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a bus and a store, as the interceptor stands in the application: the stream under test is at version 2. */
class ExpectedVersionTest {

    private static final ReactivateAccount COMMAND = new ReactivateAccount(new TenantId("demo"), new AccountId("acme"));
    private static final String STREAM = COMMAND.streamId().value();
    private static final int LARGEST = 3;

    private final EventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final StreamTargetResolver targets = new StreamTargetResolver();

    @BeforeEach
    void aStreamOfThreeEvents() {
        for (int sequence = 0; sequence < 3; sequence++) {
            events.publish(new GenericDomainEventMessage<>("Counter", STREAM, sequence, new Counted(STREAM)));
        }
        EventSourcingRepository<Counter> repository = EventSourcingRepository.builder(Counter.class)
                .eventStore(events)
                .build();
        bus.registerHandlerInterceptor(new ExpectedVersion());
        bus.subscribe(ReactivateAccount.class.getName(), message -> {
            VersionedAggregateIdentifier target = targets.resolveTarget((CommandMessage<?>) message);
            return repository.load(target.getIdentifier(), target.getVersion()).invoke(Counter::count);
        });
    }

    @Test
    void letsACommandThroughThatNamesTheVersionOfItsStream() {
        assertThat(send(Map.of(MetadataKey.EXPECTED_VERSION, "2")).getPayload()).isEqualTo("counted");

        assertThat(length()).isEqualTo(4);
    }

    @Test
    void letsACommandThroughThatNamesNoVersion() {
        assertThat(send(Map.of()).getPayload()).isEqualTo("counted");

        assertThat(length()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void refusesACommandWhoseStreamHasMovedOnAndAppendsNothing(String version) {
        assertThat(refusal(Map.of(MetadataKey.EXPECTED_VERSION, version)))
                .map(Rejected::code)
                .contains(ErrorCode.VERSION_MISMATCH);

        assertThat(length()).isEqualTo(3);
    }

    @Test
    void saysThatItHasMovedOnBeforeWhatTheNewerStateObjectsTo() {
        send(Map.of());
        assertThat(refusal(Map.of())).map(Rejected::code).contains(ErrorCode.ACCOUNT_IS_CLOSED);

        assertThat(refusal(Map.of(MetadataKey.EXPECTED_VERSION, "2")))
                .map(Rejected::code)
                .contains(ErrorCode.VERSION_MISMATCH);
    }

    @Test
    void leavesTheNoOfARuleAsItIsWhereTheVersionIsRight() {
        send(Map.of());

        assertThat(refusal(Map.of(MetadataKey.EXPECTED_VERSION, "3")))
                .map(Rejected::code)
                .contains(ErrorCode.ACCOUNT_IS_CLOSED);
    }

    private Optional<Rejected> refusal(Map<String, String> metadata) {
        CommandResultMessage<?> result = send(metadata);
        assertThat(result.isExceptional()).isTrue();
        return Rejections.in(result.exceptionResult());
    }

    private CommandResultMessage<?> send(Map<String, String> metadata) {
        List<CommandResultMessage<?>> results = new ArrayList<>();
        bus.<ReactivateAccount, Object>dispatch(
                new GenericCommandMessage<>(COMMAND, metadata), (sent, result) -> results.add(result));
        return results.getFirst();
    }

    private long length() {
        return events.readEvents(STREAM).asStream().count();
    }

    private record Counted(String stream) {}

    /** Counts up to four. */
    static final class Counter {

        @AggregateIdentifier
        private String stream;

        private int count;

        Counter() {}

        String count() {
            if (count > LARGEST) {
                throw new Rejected(ErrorCode.ACCOUNT_IS_CLOSED, "It counts no further.");
            }
            AggregateLifecycle.apply(new Counted(stream));
            return "counted";
        }

        @EventSourcingHandler
        void on(Counted event) {
            stream = event.stream();
            count++;
        }
    }
}
