package dev.cauce.command;

import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** An event store in memory, for what happened in other streams than that of the aggregate under test. */
public final class History {

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    public EventStore store() {
        return store;
    }

    /** Appends to the stream. */
    public History holds(StreamId stream, Event... events) {
        long next = store.lastSequenceNumberFor(stream.value()).orElse(-1L);
        for (Event event : events) {
            store.publish(new GenericDomainEventMessage<>("Any", stream.value(), ++next, event));
        }
        return this;
    }

    public List<Object> of(StreamId stream) {
        return store.readEvents(stream.value())
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }
}
