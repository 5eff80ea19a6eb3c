package dev.cauce.adapters.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on a {@link RocksEventStore}.
 *
 * <p>Where it is stricter than Axon's JDBC engine: a stream may not skip a sequence number. An aggregate kept in memory
 * past an append that failed would otherwise write a stream with a hole.
 *
 * <p>Events carry a {@link GlobalSequenceTrackingToken} with their position. There are no gaps to track, since a
 * position is visible only after all below it.
 */
public final class RocksEventStorageEngine extends BatchingEventStorageEngine {

    /**
     * Key under which the root unit of work holds, after an append, the position (a {@link Long}) of the last event it
     * appended: what a caller waits for in order to read what it wrote.
     */
    public static final String APPENDED_POSITION = "cauce.appendedPosition";

    /**
     * The resource of the root unit of work, a {@code Runnable}, that is run once its events stand in line to be
     * written: whatever is appended after that is written after them.
     */
    public static final String ON_QUEUED = "cauce.onAppendQueued";

    private static final int BATCH = 256;

    private final RocksEventStore store;

    private RocksEventStorageEngine(Builder builder) {
        super(builder);
        this.store = Objects.requireNonNull(builder.store);
    }

    /** Needs a store, an event serialiser and a snapshot serialiser. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        List<PendingEvent> pending = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            pending.add(serialized(event, serializer));
        }
        try {
            long position = store.append(pending, RocksEventStorageEngine::tellThatItIsQueued);
            CurrentUnitOfWork.ifStarted(unit -> unit.root().resources().put(APPENDED_POSITION, position));
        } catch (StreamConflict conflict) {
            handlePersistenceException(conflict, events.get(pending.indexOf(conflict.event())));
        }
    }

    private static void tellThatItIsQueued() {
        CurrentUnitOfWork.ifStarted(unit -> {
            if (unit.root().resources().get(ON_QUEUED) instanceof Runnable waiting) {
                waiting.run();
            }
        });
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        PendingEvent pending = serialized(snapshot, serializer);
        EventEncoding.setHighTime(pending.entry(), pending.timestamp());
        store.keepSnapshot(pending.streamIdentifier(), pending.sequenceNumber(), pending.entry());
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return store.snapshot(aggregateIdentifier).stream();
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        List<StoredEvent> events = store.events().streamEvents(aggregateIdentifier, firstSequenceNumber, batchSize);
        // An event without an aggregate has a stream only to keep its identifier unique. It is no aggregate's.
        return events.isEmpty() || events.getFirst().isDomainEvent() ? events : List.of();
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        long after = position(lastToken);
        if (after > store.events().head()) {
            throw new StoreException(
                    StoreError.TOKEN_AHEAD,
                    "A reader has seen event %d and this store ends at %d: it reads from a store newer than this one, perhaps since a backup was restored. Reset the reader"
                            .formatted(after, store.events().head()));
        }
        return store.events().eventsAfter(after, batchSize);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return store.events().stream(aggregateIdentifier).map(StreamHead::lastSequence);
    }

    /** Before the first event, in an empty store too. */
    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(store.events().head());
    }

    /** Just before the first event at or after the time; the head where there is none. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return new GlobalSequenceTrackingToken(store.events().positionBefore(dateTime));
    }

    /** The store beneath, for backup, verification and metrics. */
    public RocksEventStore store() {
        return store;
    }

    private static long position(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken position -> position.getGlobalIndex();
            default ->
                throw new IllegalArgumentException("Token [%s] is of the wrong type. Expected [%s]"
                        .formatted(token, GlobalSequenceTrackingToken.class.getSimpleName()));
        };
    }

    private static PendingEvent serialized(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metaData = event.serializeMetaData(serializer, byte[].class);
        DomainEventMessage<?> domainEvent = event instanceof DomainEventMessage<?> domain ? domain : null;
        String stream = domainEvent == null ? event.getIdentifier() : domainEvent.getAggregateIdentifier();
        long sequenceNumber = domainEvent == null ? 0 : domainEvent.getSequenceNumber();
        byte[] entry = EventEncoding.encode(new EventEntry(
                domainEvent != null,
                domainEvent == null ? null : domainEvent.getType(),
                stream,
                sequenceNumber,
                event.getIdentifier(),
                event.getTimestamp(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metaData.getData()));
        return new PendingEvent(stream, sequenceNumber, event.getIdentifier(), event.getTimestamp(), entry);
    }

    /** Builds the engine. */
    public static final class Builder extends BatchingEventStorageEngine.Builder {

        private @Nullable RocksEventStore store;

        private Builder() {
            batchSize(BATCH);
            persistenceExceptionResolver(StreamConflict.class::isInstance);
        }

        /** The store to keep events in. Required; whoever opened it closes it. */
        public Builder store(RocksEventStore kept) {
            this.store = kept;
            return this;
        }

        @Override
        public Builder snapshotSerializer(Serializer serializer) {
            super.snapshotSerializer(serializer);
            return this;
        }

        @Override
        public Builder eventSerializer(Serializer serializer) {
            super.eventSerializer(serializer);
            return this;
        }

        @Override
        public Builder upcasterChain(EventUpcaster upcasters) {
            super.upcasterChain(upcasters);
            return this;
        }

        @Override
        public Builder snapshotFilter(SnapshotFilter filter) {
            super.snapshotFilter(filter);
            return this;
        }

        @Override
        public Builder persistenceExceptionResolver(PersistenceExceptionResolver resolver) {
            super.persistenceExceptionResolver(resolver);
            return this;
        }

        @Override
        public Builder batchSize(int events) {
            super.batchSize(events);
            return this;
        }

        @Override
        protected void validate() throws AxonConfigurationException {
            super.validate();
            if (store == null) {
                throw new AxonConfigurationException("A RocksEventStore is required");
            }
        }

        /** Builds the engine, or throws {@link AxonConfigurationException} where something required is missing. */
        public RocksEventStorageEngine build() {
            return new RocksEventStorageEngine(this);
        }
    }
}
