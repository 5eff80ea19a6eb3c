package dev.cauce.application.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** History of any event store that Axon knows, such as Axon Server, through what Axon offers for reading. */
final class EventStoreHistory implements History {

    private static final int LOOK = 20_000;
    private static final int PATIENCE_MILLIS = 1_000;

    private final EventStore store;

    EventStoreHistory(EventStore store) {
        this.store = store;
    }

    @Override
    public Stretch read(HistoryQuestion question, long at, int limit) {
        return question.stream()
                .map(stream -> ofStream(question, stream, Math.max(at, 0), limit))
                .orElseGet(() -> scan(question, at, limit));
    }

    private Stretch ofStream(HistoryQuestion question, String stream, long firstSequence, int limit) {
        List<Recorded> found = new ArrayList<>();
        long next = firstSequence;
        DomainEventStream events = store.readEvents(stream, firstSequence);
        while (events.hasNext() && found.size() < limit && next - firstSequence < LOOK) {
            DomainEventMessage<?> event = events.next();
            next = event.getSequenceNumber() + 1;
            if (question.matches(event)) {
                found.add(new Recorded(null, event));
            }
        }
        return new Stretch(found, next, !events.hasNext());
    }

    private Stretch scan(HistoryQuestion question, long at, int limit) {
        long head = position(store.createHeadToken());
        TrackingToken from = at == START
                ? (question.from() == null ? store.createTailToken() : store.createTokenAt(question.from()))
                : new GlobalSequenceTrackingToken(at);
        long position = Math.max(position(from), at);
        List<Recorded> found = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> events = store.openStream(from)) {
            int looked = 0;
            while (position < head
                    && looked < LOOK
                    && found.size() < limit
                    && events.hasNextAvailable(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = events.nextAvailable();
                position = position(event.trackingToken());
                looked++;
                if (question.matches(event)) {
                    found.add(new Recorded(position, event));
                }
            }
        } catch (InterruptedException stopped) {
            // What was found so far is right, and the caller is told where to go on.
            Thread.currentThread().interrupt();
        }
        return new Stretch(found, position, position >= head);
    }

    private static long position(@Nullable TrackingToken token) {
        OptionalLong position = token == null ? OptionalLong.empty() : token.position();
        return position.orElse(-1L);
    }
}
