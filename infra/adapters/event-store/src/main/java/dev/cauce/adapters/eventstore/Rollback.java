package dev.cauce.adapters.eventstore;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes events that reached the log although their append was reported as failed. */
final class Rollback {

    private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

    private final Tables tables;

    Rollback(Tables tables) {
        this.tables = tables;
    }

    /** Afterwards {@code head} is the last position. From the last event backwards, so that stream heads step back. */
    void to(long head) throws RocksDBException {
        long last = tables.lastPosition();
        if (last < head) {
            throw new StoreException(
                    StoreError.CORRUPT, "Events up to %d were acknowledged and only %d are left".formatted(head, last));
        }
        for (long position = last; position > head; position--) {
            remove(position);
        }
        if (last > head) {
            LOG.warn("Removed {} events whose appends had failed", last - head);
        }
    }

    private void remove(long position) throws RocksDBException {
        byte[] key = Keys.position(position);
        byte[] stored = tables.get(tables.events(), key);
        if (stored == null) {
            throw new StoreException(StoreError.CORRUPT, "There is no event at position " + position);
        }
        EventEntry event = EventEncoding.decode(position, stored);
        byte[] streamKey = Keys.stream(event.streamIdentifier());
        StreamHead stream = tables.stream(streamKey);
        try (WriteBatch batch = new WriteBatch()) {
            batch.delete(tables.events(), key);
            batch.delete(tables.identifiers(), Keys.eventIdentifier(event.eventIdentifier()));
            if (stream == null || stream.lastPosition() != position) {
                throw new StoreException(
                        StoreError.CORRUPT,
                        "Event %d is not the last of stream [%s]".formatted(position, event.streamIdentifier()));
            }
            if (stream.firstPosition() == position) {
                batch.delete(tables.streams(), streamKey);
            } else {
                batch.delete(tables.sequences(), Keys.inStream(stream.firstPosition(), stream.lastSequence()));
                batch.put(tables.streams(), streamKey, steppedBack(stream).encode());
            }
            tables.write(batch, true);
        }
    }

    private StreamHead steppedBack(StreamHead stream) throws RocksDBException {
        long before = stream.lastSequence() - 1;
        if (before == stream.firstSequence()) {
            return new StreamHead(stream.firstPosition(), before, before, stream.firstPosition());
        }
        byte @Nullable [] position = tables.get(tables.sequences(), Keys.inStream(stream.firstPosition(), before));
        if (position == null) {
            throw new StoreException(
                    StoreError.CORRUPT, "Stream at %d lacks %d".formatted(stream.firstPosition(), before));
        }
        return new StreamHead(stream.firstPosition(), stream.firstSequence(), before, Keys.position(position));
    }
}
