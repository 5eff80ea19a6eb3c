package dev.cauce.command;

import dev.cauce.contracts.message.StreamId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * What one aggregate needs to know of another: an immutable state folded from that stream, without its lock, so that a
 * plan which everybody buys is no bottleneck. Always as fresh as the event store: of a stream seen before, only the
 * events since are read. Ask only about streams that the current unit of work does not write to.
 */
public final class StreamFold<S> {

    /** The state after one more payload, which is an event or, as the first, a snapshot of the aggregate. */
    @FunctionalInterface
    public interface Step<S> {
        S after(@Nullable S before, Object payload);
    }

    private record Folded<S>(S state, long sequence) {}

    private static final int REMEMBERED = 10_000;

    private final EventStore events;
    private final Step<S> step;
    private final Map<String, Folded<S>> remembered;

    public StreamFold(EventStore events, Step<S> step) {
        this.events = events;
        this.step = step;
        this.remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Folded<S>> eldest) {
                return size() > REMEMBERED;
            }
        });
    }

    /** The state now, or empty where nothing ever happened in the stream. */
    public Optional<S> current(StreamId stream) {
        Folded<S> known = remembered.get(stream.value());
        DomainEventStream unseen = known == null
                ? events.readEvents(stream.value())
                : events.readEvents(stream.value(), known.sequence() + 1);
        Folded<S> folded = known;
        while (unseen.hasNext()) {
            DomainEventMessage<?> message = unseen.next();
            S before = folded == null ? null : folded.state();
            folded = new Folded<>(step.after(before, message.getPayload()), message.getSequenceNumber());
        }
        if (folded == null) {
            return Optional.empty();
        }
        // A slower reader may put back an older state: the next one reads a few more events, nothing else.
        remembered.put(stream.value(), folded);
        return Optional.of(folded.state());
    }
}
