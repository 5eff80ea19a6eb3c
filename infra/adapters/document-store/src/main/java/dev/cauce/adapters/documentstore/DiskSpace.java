package dev.cauce.adapters.documentstore;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Refuses writes while the disk is nearly full.
 *
 * <p>The reserve is what flushes and compactions need to go on: a store that stops before the last byte can still read,
 * delete and compact, one that has run into the end cannot.
 */
final class DiskSpace {

    private static final long LOOK_AGAIN_NANOS = 200_000_000L;

    private final LongSupplier usableBytes;
    private final long reserveBytes;
    private final LongAdder refusals = new LongAdder();
    private volatile long lookedAt;
    private volatile long lastUsable = Long.MAX_VALUE;

    /** Asks {@code usableBytes} how many bytes the disk has left. */
    DiskSpace(LongSupplier usableBytes, long reserveBytes) {
        this.usableBytes = usableBytes;
        this.reserveBytes = reserveBytes;
        this.lookedAt = System.nanoTime() - LOOK_AGAIN_NANOS;
    }

    void requireRoom() {
        long usable = usable();
        if (usable < reserveBytes) {
            refusals.increment();
            throw StorageFailure.outOfSpace(usable, reserveBytes);
        }
    }

    long refusals() {
        return refusals.sum();
    }

    /** While there is room a look is good for a fifth of a second; without it every write looks again. */
    private long usable() {
        long now = System.nanoTime();
        if (lastUsable < reserveBytes || now - lookedAt >= LOOK_AGAIN_NANOS) {
            lastUsable = usableBytes.getAsLong();
            lookedAt = now;
        }
        return lastUsable;
    }
}
