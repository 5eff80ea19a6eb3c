package dev.cauce.adapters.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/**
 * Walks every event of a store and holds it against every index.
 *
 * <p>Needs no memory for the streams: each event must be what its stream's head and index lead to, and the lengths of
 * all streams must add up to the number of events. Both together leave room for no gap and no duplicate.
 */
final class Verification {

    private static final int MOST_FINDINGS = 100;

    private final Tables tables;
    private final List<String> findings = new ArrayList<>();
    private long found;
    private long events;
    private long streams;
    private long snapshots;

    Verification(Tables tables) {
        this.tables = tables;
    }

    VerificationReport run() throws RocksDBException {
        long started = System.nanoTime();
        tables.db().verifyChecksum();
        Snapshot moment = tables.db().getSnapshot();
        try (ReadOptions options = new ReadOptions().setSnapshot(moment).setFillCache(false)) {
            walkEvents(options);
            walkStreams(options);
            walkIdentifiers(options);
            walkSnapshots(options);
        } finally {
            tables.db().releaseSnapshot(moment);
        }
        return new VerificationReport(events, streams, snapshots, found, findings, System.nanoTime() - started);
    }

    private void walkEvents(ReadOptions options) throws RocksDBException {
        Instant highTime = Instant.MIN;
        try (RocksIterator entries = tables.db().newIterator(tables.events(), options)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                long position = Keys.position(entries.key());
                if (position != events + 1) {
                    finding("Positions %d to %d are missing".formatted(events + 1, position - 1));
                }
                events = position;
                try {
                    EventEntry event = EventEncoding.decode(position, entries.value());
                    if (event.timestamp().isAfter(highTime)) {
                        highTime = event.timestamp();
                    }
                    if (!EventEncoding.highTime(position, entries.value()).equals(highTime)) {
                        finding("Event %d has a wrong high time".formatted(position));
                    }
                    checkIndexes(position, event, options);
                } catch (StoreException damaged) {
                    finding(String.valueOf(damaged.getMessage()));
                }
            }
            entries.status();
        }
    }

    private void checkIndexes(long position, EventEntry event, ReadOptions options) throws RocksDBException {
        byte[] key = Keys.position(position);
        byte[] head = tables.db().get(tables.streams(), options, Keys.stream(event.streamIdentifier()));
        if (head == null) {
            finding("Event %d belongs to stream [%s], which has no head".formatted(position, event.streamIdentifier()));
        } else {
            StreamHead stream = StreamHead.decode(head);
            if (!leadsTo(stream, event.sequenceNumber(), position, options)) {
                finding("Stream [%s] does not lead to event %d at sequence number %d"
                        .formatted(event.streamIdentifier(), position, event.sequenceNumber()));
            }
        }
        byte[] identified =
                tables.db().get(tables.identifiers(), options, Keys.eventIdentifier(event.eventIdentifier()));
        if (!Arrays.equals(identified, key)) {
            finding("Identifier [%s] does not lead to event %d".formatted(event.eventIdentifier(), position));
        }
    }

    private boolean leadsTo(StreamHead stream, long sequence, long position, ReadOptions options)
            throws RocksDBException {
        if (sequence == stream.lastSequence() && position != stream.lastPosition()) {
            return false;
        }
        if (sequence == stream.firstSequence()) {
            return position == stream.firstPosition();
        }
        byte @Nullable [] indexed =
                tables.db().get(tables.sequences(), options, Keys.inStream(stream.firstPosition(), sequence));
        return indexed != null
                && Keys.position(indexed) == position
                && sequence > stream.firstSequence()
                && sequence <= stream.lastSequence();
    }

    private void walkStreams(ReadOptions options) throws RocksDBException {
        long inStreams = 0;
        try (RocksIterator heads = tables.db().newIterator(tables.streams(), options)) {
            for (heads.seekToFirst(); heads.isValid(); heads.next()) {
                streams++;
                inStreams += StreamHead.decode(heads.value()).count();
            }
            heads.status();
        }
        if (inStreams != events) {
            finding("Streams hold %d events together and the store %d".formatted(inStreams, events));
        }
    }

    private void walkIdentifiers(ReadOptions options) throws RocksDBException {
        long identifiers = count(tables.db().newIterator(tables.identifiers(), options));
        if (identifiers != events) {
            finding("There are %d event identifiers and %d events".formatted(identifiers, events));
        }
    }

    private static long count(RocksIterator entries) throws RocksDBException {
        try (entries) {
            long count = 0;
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                count++;
            }
            entries.status();
            return count;
        }
    }

    private void walkSnapshots(ReadOptions options) throws RocksDBException {
        try (RocksIterator entries = tables.db().newIterator(tables.snapshots(), options)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                snapshots++;
                try {
                    EventEncoding.decode(0, entries.value());
                } catch (StoreException damaged) {
                    finding("Snapshot %d: %s".formatted(snapshots, damaged.getMessage()));
                }
            }
            entries.status();
        }
    }

    private void finding(String text) {
        found++;
        if (findings.size() < MOST_FINDINGS) {
            findings.add(text);
        }
    }
}
