package dev.cauce.architecture.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.platform.messaging.CompleteMetadata;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.testsupport.SampleEvents;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No event, whichever it is and whoever caused it, reaches the store without all of its metadata. */
class EventMetadataTest {

    private static final MessageLineage LINEAGE =
            new MessageLineage(Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC));
    private static final CommandMessage<String> OF_A_CALLER = new GenericCommandMessage<>(
            "command",
            Map.of(
                    MetadataKey.TENANT_ID, "demo",
                    MetadataKey.ACTOR, "someone@console",
                    MetadataKey.IDEMPOTENCY_KEY, "key"));

    @TestFactory
    Stream<DynamicTest> everyEventOfACallersCommandIsComplete() throws IOException, ReflectiveOperationException {
        return SampleEvents.all().stream()
                .map(event -> DynamicTest.dynamicTest(event.getClass().getSimpleName(), () -> {
                    EventMessage<?> stored = published(event, OF_A_CALLER);
                    assertThat(stored.getMetaData()).containsEntry(MetadataKey.ACTOR, "someone@console");
                    assertThat(stored.getMetaData()).containsEntry(MetadataKey.COMMAND_ID, OF_A_CALLER.getIdentifier());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyEventOfAProcessIsComplete() throws IOException, ReflectiveOperationException {
        return SampleEvents.all().stream()
                .map(event -> DynamicTest.dynamicTest(event.getClass().getSimpleName(), () -> {
                    EventMessage<?> cause = published(event, OF_A_CALLER);
                    CommandMessage<?> followUp =
                            new GenericCommandMessage<>("command", LINEAGE.correlationDataFor(cause));
                    EventMessage<?> stored = published(event, followUp);
                    assertThat(stored.getMetaData()).containsEntry(MetadataKey.ACTOR, MessageLineage.PROCESS_ACTOR);
                    assertThat(stored.getMetaData()).containsEntry(MetadataKey.ON_BEHALF_OF, "someone@console");
                    assertThat(stored.getMetaData())
                            .containsEntry(MetadataKey.CORRELATION_ID, OF_A_CALLER.getIdentifier());
                }));
    }

    @TestFactory
    Stream<DynamicTest> anEventThatLacksOneKeyIsRefused() throws IOException, ReflectiveOperationException {
        Event event = SampleEvents.all().getFirst();
        EventMessage<?> complete = published(event, OF_A_CALLER);
        return MetadataKey.ON_EVERY_EVENT.stream()
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    EventMessage<?> lacking =
                            complete.withMetaData(complete.getMetaData().withoutKeys(Set.of(key)));
                    assertThatThrownBy(() -> gate(lacking)).hasMessageContaining(key);
                }));
    }

    @Test
    void onlyTwoKeysMayBeEmpty() throws IOException, ReflectiveOperationException {
        EventMessage<?> complete = published(SampleEvents.all().getFirst(), OF_A_CALLER);
        for (String key : MetadataKey.ON_EVERY_EVENT) {
            EventMessage<?> emptied = complete.andMetaData(Map.of(key, ""));
            if (key.equals(MetadataKey.ON_BEHALF_OF) || key.equals(MetadataKey.IDEMPOTENCY_KEY)) {
                assertThat(gate(emptied)).isNotNull();
            } else {
                assertThatThrownBy(() -> gate(emptied)).hasMessageContaining(key);
            }
        }
    }

    private static EventMessage<?> published(Event event, CommandMessage<?> command) {
        DefaultUnitOfWork<CommandMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(command);
        try {
            unitOfWork.registerCorrelationDataProvider(LINEAGE);
            EventMessage<?> stored = gate(new GenericEventMessage<>(event));
            assertThat(stored.getMetaData()).containsKeys(MetadataKey.ON_EVERY_EVENT.toArray(String[]::new));
            assertThat(stored.getMetaData().values()).allMatch(String.class::isInstance);
            return stored;
        } finally {
            unitOfWork.rollback();
        }
    }

    private static EventMessage<?> gate(EventMessage<?> event) {
        return new CompleteMetadata().handle(List.of(event)).apply(0, event);
    }
}
