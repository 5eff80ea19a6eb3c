package dev.cauce.adapters.documentstore;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How much a collection holds.
 *
 * @param count documents
 * @param bytes their BSON
 */
record CollectionStats(long count, long bytes) {

    static final CollectionStats EMPTY = new CollectionStats(0, 0);

    CollectionStats plus(long documents, long size) {
        return new CollectionStats(count + documents, bytes + size);
    }

    byte[] encode() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(count).putLong(bytes).array();
    }

    static CollectionStats decode(byte @Nullable [] stored) {
        if (stored == null) {
            return EMPTY;
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        return new CollectionStats(buffer.getLong(), buffer.getLong());
    }
}
