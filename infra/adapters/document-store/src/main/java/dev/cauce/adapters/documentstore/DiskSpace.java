package dev.cauce.adapters.documentstore;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses writes while the disk is nearly full.
 *
 * <p>The reserve is what flushes and compactions need to go on: a store that stops before the last byte can still read,
 * delete and compact, one that has run into the end cannot. Of it, half is open to the few collections without which
 * nothing else can go on.
 */
final class DiskSpace {

    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);
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
        requireRoom(false);
    }

    /** @param essential whether the write may use half of the reserve */
    void requireRoom(boolean essential) {
        long usable = usable();
        long kept = essential ? reserveBytes / 2 : reserveBytes;
        if (usable < kept) {
            refusals.increment();
            throw StorageFailure.outOfSpace(usable, kept);
        }
    }

    long refusals() {
        return refusals.sum();
    }

    /** While there is room a look is good for a fifth of a second; without it every write looks again. */
    private long usable() {
        long now = System.nanoTime();
        if (lastUsable < reserveBytes || now - lookedAt >= LOOK_AGAIN_NANOS) {
            long before = lastUsable;
            lastUsable = usableBytes.getAsLong();
            lookedAt = now;
            say(before);
        }
        return lastUsable;
    }

    /** Two threads may look at once, and then it is said twice. */
    private void say(long before) {
        if (before >= reserveBytes && lastUsable < reserveBytes) {
            log.error(
                    "the document store's disk has {} bytes left and keeps {} in reserve: what grows is refused until"
                            + " some space is freed",
                    lastUsable,
                    reserveBytes);
        } else if (before < reserveBytes && lastUsable >= reserveBytes) {
            log.info("the document store's disk has room again");
        }
    }
}
