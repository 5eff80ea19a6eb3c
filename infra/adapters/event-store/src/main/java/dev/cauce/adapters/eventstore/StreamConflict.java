package dev.cauce.adapters.eventstore;

/**
 * An append that does not continue its stream, or an event identifier that is taken.
 *
 * <p>The storage engine turns it into Axon's {@code AggregateStreamCreationException} for the first event of a stream
 * and {@code ConcurrencyException} for a later one, and keeps it as the cause.
 */
public final class StreamConflict extends RuntimeException {

    private final transient PendingEvent event;

    private StreamConflict(String message, PendingEvent event) {
        // Conflicts are answers, not faults: no stack trace of the writer thread is worth its cost.
        super(message, null, false, false);
        this.event = event;
    }

    static StreamConflict taken(PendingEvent event, long lastSequence) {
        return new StreamConflict(
                "Stream [%s] already holds sequence number %d; its last is %d"
                        .formatted(event.streamIdentifier(), event.sequenceNumber(), lastSequence),
                event);
    }

    static StreamConflict skipping(PendingEvent event, long lastSequence) {
        return new StreamConflict(
                "Stream [%s] would have a gap: sequence number %d does not follow %d"
                        .formatted(event.streamIdentifier(), event.sequenceNumber(), lastSequence),
                event);
    }

    static StreamConflict identifierTaken(PendingEvent event) {
        return new StreamConflict("Event identifier [%s] is already in use".formatted(event.eventIdentifier()), event);
    }

    /** The stream that was to be extended: an aggregate's identifier, or that of an event without an aggregate. */
    public String streamIdentifier() {
        return event.streamIdentifier();
    }

    /** The sequence number that was to be added. */
    public long sequenceNumber() {
        return event.sequenceNumber();
    }

    PendingEvent event() {
        return event;
    }
}
