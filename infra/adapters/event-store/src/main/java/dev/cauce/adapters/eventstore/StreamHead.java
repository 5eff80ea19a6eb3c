package dev.cauce.adapters.eventstore;

import java.nio.ByteBuffer;

/**
 * Where a stream begins and ends. Sequence numbers between first and last have no gaps.
 *
 * @param firstPosition global position of the first event
 * @param firstSequence sequence number of the first event; 0 unless a stream was imported from its middle
 * @param lastSequence sequence number of the last event
 * @param lastPosition global position of the last event
 */
public record StreamHead(long firstPosition, long firstSequence, long lastSequence, long lastPosition) {

    private static final int BYTES = 4 * Long.BYTES;

    /** How many events the stream holds. */
    public long count() {
        return lastSequence - firstSequence + 1;
    }

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putLong(firstPosition)
                .putLong(firstSequence)
                .putLong(lastSequence)
                .putLong(lastPosition)
                .array();
    }

    static StreamHead decode(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new StoreException(StoreError.CORRUPT, "A stream head has " + bytes.length + " bytes, not " + BYTES);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new StreamHead(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
