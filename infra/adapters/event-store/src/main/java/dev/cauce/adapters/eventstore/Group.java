package dev.cauce.adapters.eventstore;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The appends that share one write and one sync. Each is checked against what is stored and against those before it in
 * the group; one that does not fit leaves no trace in the batch.
 */
final class Group {

    private final Tables tables;
    private final WriteBatch batch;
    private final Map<String, StreamHead> heads = new HashMap<>();
    private final Set<String> identifiers = new HashSet<>();
    private long head;
    private Instant highTime;

    Group(Tables tables, WriteBatch batch, long head, Instant highTime) {
        this.tables = tables;
        this.batch = batch;
        this.head = head;
        this.highTime = highTime;
    }

    /**
     * Adds an append.
     *
     * @return the position of its last event
     * @throws StreamConflict when one of its events does not continue its stream or its identifier is taken
     */
    long add(Work.Append append) throws RocksDBException {
        Map<String, StreamHead> ownHeads = HashMap.newHashMap(append.events().size());
        Set<String> ownIdentifiers = HashSet.newHashSet(append.events().size());
        long position = head;
        for (PendingEvent event : append.events()) {
            position++;
            ownHeads.put(event.streamIdentifier(), extended(event, position, ownHeads));
            if (identifiers.contains(event.eventIdentifier())
                    || !ownIdentifiers.add(event.eventIdentifier())
                    || tables.get(tables.identifiers(), event.identifierKey()) != null) {
                throw StreamConflict.identifierTaken(event);
            }
        }
        heads.putAll(ownHeads);
        identifiers.addAll(ownIdentifiers);
        for (PendingEvent event : append.events()) {
            write(event, heads.get(event.streamIdentifier()));
        }
        return head;
    }

    long head() {
        return head;
    }

    Instant highTime() {
        return highTime;
    }

    private StreamHead extended(PendingEvent event, long position, Map<String, StreamHead> ownHeads)
            throws RocksDBException {
        StreamHead before = current(event, ownHeads);
        if (before == null) {
            return new StreamHead(position, event.sequenceNumber(), event.sequenceNumber(), position);
        }
        if (event.sequenceNumber() <= before.lastSequence()) {
            throw StreamConflict.taken(event, before.lastSequence());
        }
        if (event.sequenceNumber() != before.lastSequence() + 1) {
            throw StreamConflict.skipping(event, before.lastSequence());
        }
        return new StreamHead(before.firstPosition(), before.firstSequence(), event.sequenceNumber(), position);
    }

    private @Nullable StreamHead current(PendingEvent event, Map<String, StreamHead> ownHeads) throws RocksDBException {
        StreamHead own = ownHeads.get(event.streamIdentifier());
        if (own != null) {
            return own;
        }
        StreamHead inGroup = heads.get(event.streamIdentifier());
        return inGroup != null ? inGroup : tables.stream(event.streamKey());
    }

    private void write(PendingEvent event, @Nullable StreamHead stream) throws RocksDBException {
        if (stream == null) {
            throw new IllegalStateException("No head was made for stream " + event.streamIdentifier());
        }
        head++;
        if (event.timestamp().isAfter(highTime)) {
            highTime = event.timestamp();
        }
        EventEncoding.setHighTime(event.entry(), highTime);
        byte[] position = Keys.position(head);
        batch.put(tables.events(), position, event.entry());
        batch.put(tables.identifiers(), event.identifierKey(), position);
        if (head != stream.firstPosition()) {
            batch.put(tables.sequences(), Keys.inStream(stream.firstPosition(), event.sequenceNumber()), position);
        }
        if (event.sequenceNumber() == stream.lastSequence()) {
            batch.put(tables.streams(), event.streamKey(), stream.encode());
        }
    }
}
