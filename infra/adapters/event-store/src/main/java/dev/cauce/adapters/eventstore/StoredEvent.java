package dev.cauce.adapters.eventstore;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored: payload and metadata still serialised, the rest readable. Also the form in which Axon's
 * upcasters take it.
 */
public final class StoredEvent implements DomainEventData<byte[]>, TrackedEventData<byte[]> {

    private final long position;
    private final EventEntry entry;

    StoredEvent(long position, EventEntry entry) {
        this.position = position;
        this.entry = entry;
    }

    /** Its place in the one order of all events: 1 for the first, without gaps. */
    public long position() {
        return position;
    }

    /** Whether an aggregate published it. */
    public boolean isDomainEvent() {
        return entry.domainEvent();
    }

    /** The aggregate's identifier or, where there is none, the event's own. */
    public String streamIdentifier() {
        return entry.streamIdentifier();
    }

    /** Class name or alias under which the serialiser stored the payload. */
    public String payloadType() {
        return entry.payloadType();
    }

    /** Revision of the payload, where it has one. */
    public @Nullable String payloadRevision() {
        return entry.payloadRevision();
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(position);
    }

    @Override
    public @Nullable String getType() {
        return entry.aggregateType();
    }

    /** {@code null} where no aggregate published it: so Axon makes a plain event of it and no domain event. */
    @Override
    public @Nullable String getAggregateIdentifier() {
        return entry.domainEvent() ? entry.streamIdentifier() : null;
    }

    @Override
    public long getSequenceNumber() {
        return entry.sequenceNumber();
    }

    @Override
    public String getEventIdentifier() {
        return entry.eventIdentifier();
    }

    @Override
    public Instant getTimestamp() {
        return entry.timestamp();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(entry.metaData(), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(
                entry.payload(), byte[].class, new SimpleSerializedType(entry.payloadType(), entry.payloadRevision()));
    }

    @Override
    public String toString() {
        return "StoredEvent{position=%d, stream=%s, sequence=%d, type=%s}"
                .formatted(position, entry.streamIdentifier(), entry.sequenceNumber(), entry.payloadType());
    }
}
