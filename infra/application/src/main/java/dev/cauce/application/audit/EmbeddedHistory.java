package dev.cauce.application.audit;

import dev.cauce.adapters.eventstore.StoreHead;
import dev.cauce.adapters.eventstore.StoredEvent;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;

/**
 * History of the embedded event store: a stream by its own index, a time by the time index, everything else by looking
 * through the events in order. What does not match is never decrypted.
 */
final class EmbeddedHistory implements History {

    private static final int LOOK = 20_000;

    private final StoreHead store;
    private final Serializer events;
    private final EventUpcaster upcasters;

    EmbeddedHistory(StoreHead store, Serializer events, EventUpcaster upcasters) {
        this.store = store;
        this.events = events;
        this.upcasters = upcasters;
    }

    @Override
    public Stretch read(HistoryQuestion question, long at, int limit) {
        return question.stream()
                .map(stream -> ofStream(question, stream, Math.max(at, 0), limit))
                .orElseGet(() -> scan(question, at, limit));
    }

    private Stretch ofStream(HistoryQuestion question, String stream, long firstSequence, int limit) {
        List<StoredEvent> found = store.streamEvents(stream, firstSequence, limit);
        long next = found.isEmpty() ? firstSequence : found.getLast().getSequenceNumber() + 1;
        return new Stretch(
                read(question, found.stream().filter(event -> matches(question, event))), next, found.size() < limit);
    }

    private Stretch scan(HistoryQuestion question, long at, int limit) {
        long after = at;
        if (at == START) {
            after = question.from() == null ? 0 : store.positionBefore(question.from());
        }
        StoreHead.Scan scan = store.scan(after, event -> matches(question, event), limit, LOOK);
        return new Stretch(read(question, scan.events().stream()), scan.lookedAt(), scan.atHead());
    }

    /** Asks what can be asked without reading the payload. */
    private boolean matches(HistoryQuestion question, StoredEvent event) {
        return (!event.isDomainEvent() || question.matchesStream(event.streamIdentifier()))
                && question.matchesTime(event.getTimestamp())
                && (question.type() == null || isCalled(question, event));
    }

    /** An event that was renamed is found by its name of today. */
    private boolean isCalled(HistoryQuestion question, StoredEvent event) {
        return upcasters
                .upcast(Stream.of(new InitialEventRepresentation(event, events)))
                .anyMatch(upcast -> {
                    String name = upcast.getType().getName();
                    return question.matchesType(name.substring(name.lastIndexOf('.') + 1));
                });
    }

    private List<Recorded> read(HistoryQuestion question, Stream<StoredEvent> found) {
        return EventUtils.upcastAndDeserializeTrackedEvents(found, events, upcasters)
                .filter(question::matches)
                .map(event -> new Recorded(position(event), event))
                .toList();
    }

    private static Long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }
}
