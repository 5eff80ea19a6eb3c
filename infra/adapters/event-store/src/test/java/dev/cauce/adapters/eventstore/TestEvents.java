package dev.cauce.adapters.eventstore;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Events and stores for tests. */
final class TestEvents {

    static final String AGGREGATE = "aggregate";
    static final Serializer JSON = Jackson3Serializer.builder().build();

    private TestEvents() {}

    static RocksEventStore store(Path folder) {
        return RocksEventStore.open(folder, StoreOptions.defaults());
    }

    static RocksEventStorageEngine.Builder engine(RocksEventStore store) {
        return RocksEventStorageEngine.builder()
                .store(store)
                .eventSerializer(JSON)
                .snapshotSerializer(JSON);
    }

    static DomainEventMessage<String> event(String aggregate, long sequence) {
        return event(UUID.randomUUID().toString(), aggregate, sequence, Instant.now());
    }

    static DomainEventMessage<String> event(String aggregate, long sequence, Instant time) {
        return event(UUID.randomUUID().toString(), aggregate, sequence, time);
    }

    static DomainEventMessage<String> event(String identifier, String aggregate, long sequence, Instant time) {
        return new GenericDomainEventMessage<>(
                "type", aggregate, sequence, "payload" + sequence, MetaData.emptyInstance(), identifier, time);
    }

    static List<DomainEventMessage<String>> events(String aggregate, int count) {
        return events(aggregate, 0, count);
    }

    static List<DomainEventMessage<String>> events(String aggregate, long first, int count) {
        List<DomainEventMessage<String>> events = new ArrayList<>();
        for (long sequence = first; sequence < first + count; sequence++) {
            events.add(event(aggregate, sequence));
        }
        return events;
    }
}
