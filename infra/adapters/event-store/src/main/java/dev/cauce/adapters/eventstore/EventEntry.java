package dev.cauce.adapters.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is stored of an event beside its position. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying every payload would cost more than it guards
record EventEntry(
        boolean domainEvent,
        @Nullable String aggregateType,
        String streamIdentifier,
        long sequenceNumber,
        String eventIdentifier,
        Instant timestamp,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metaData) {}
