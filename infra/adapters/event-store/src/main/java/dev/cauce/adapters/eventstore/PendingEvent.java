package dev.cauce.adapters.eventstore;

import java.time.Instant;

/** An event serialised by its caller, on its way to the writer, which gives it a position. */
final class PendingEvent {

    private final String streamIdentifier;
    private final long sequenceNumber;
    private final String eventIdentifier;
    private final Instant timestamp;
    private final byte[] streamKey;
    private final byte[] identifierKey;
    private final byte[] entry;

    PendingEvent(
            String streamIdentifier, long sequenceNumber, String eventIdentifier, Instant timestamp, byte[] entry) {
        this.streamIdentifier = streamIdentifier;
        this.sequenceNumber = sequenceNumber;
        this.eventIdentifier = eventIdentifier;
        this.timestamp = timestamp;
        this.entry = entry;
        this.streamKey = Keys.stream(streamIdentifier);
        this.identifierKey = Keys.eventIdentifier(eventIdentifier);
    }

    String streamIdentifier() {
        return streamIdentifier;
    }

    long sequenceNumber() {
        return sequenceNumber;
    }

    String eventIdentifier() {
        return eventIdentifier;
    }

    Instant timestamp() {
        return timestamp;
    }

    byte[] streamKey() {
        return streamKey;
    }

    byte[] identifierKey() {
        return identifierKey;
    }

    /** The encoded entry, complete but for the high time, which depends on the events before it. */
    byte[] entry() {
        return entry;
    }
}
