package dev.cauce.adapters.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What auditors, reconcilers and health checks ask of the events, beside Axon's own way of reading them. Everything
 * here sees acknowledged events alone.
 */
public interface StoreHead {

    /** The position of the last event, and so the number of events; 0 when there is none. */
    long head();

    /** The event at a position. */
    Optional<StoredEvent> eventAt(long position);

    /** The position of the event with an identifier. */
    Optional<Long> positionOf(String eventIdentifier);

    /**
     * Events after a position, in order.
     *
     * @param after the last position already seen; 0 for the beginning
     * @param limit the most events to return
     * @return fewer than {@code limit} only where the events end
     */
    List<StoredEvent> eventsAfter(long after, int limit);

    /**
     * Looks through events in order for those that match, a bounded stretch a call, so that a rare match in a long
     * history does not hold the caller for ever.
     *
     * @param after the last position already seen; 0 for the beginning
     * @param matching what to keep
     * @param limit the most events to return
     * @param look the most events to look at
     */
    Scan scan(long after, Predicate<? super StoredEvent> matching, int limit, int look);

    /**
     * Where to read on from to see all events at or after a time.
     *
     * @return the position before the first event whose timestamp is at or after {@code time}; the head if there is
     *     none. Events after that position may still be earlier than {@code time} where clocks went back.
     */
    long positionBefore(Instant time);

    /** Where a stream begins and ends; empty for a stream that does not exist. */
    Optional<StreamHead> stream(String streamIdentifier);

    /**
     * Events of one stream, in order.
     *
     * @param streamIdentifier an aggregate's identifier
     * @param firstSequence the first sequence number wanted
     * @param limit the most events to return
     */
    List<StoredEvent> streamEvents(String streamIdentifier, long firstSequence, int limit);

    /**
     * A stretch of a scan.
     *
     * @param events what matched
     * @param lookedAt the last position looked at: where the next stretch goes on
     * @param atHead whether the events ended there
     */
    record Scan(List<StoredEvent> events, long lookedAt, boolean atHead) {
        public Scan {
            events = List.copyOf(events);
        }
    }
}
