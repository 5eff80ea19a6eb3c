package dev.cauce.platform.command;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * How often a command that lost a race against another append is tried again, and how long it waits before: a random
 * time below a ceiling that doubles with each attempt from half a millisecond to eight, so that those who lost together
 * do not meet again ("full jitter": M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog, 2015).
 */
final class LostRaces {

    private static final int ATTEMPTS = 6;
    private static final long FIRST_CEILING_NANOS = 1L << 19;

    private final LongConsumer waiting;

    LostRaces() {
        this(LockSupport::parkNanos);
    }

    /** @param waiting waits so many nanoseconds, and less where its thread is interrupted */
    LostRaces(LongConsumer waiting) {
        this.waiting = waiting;
    }

    /**
     * Waits after an attempt that lost.
     *
     * @param attempt from 1
     * @return whether to try once more; false after the last attempt and where the thread is interrupted, which it
     *     stays
     */
    boolean mayTryAgainAfter(int attempt) {
        if (attempt >= ATTEMPTS || Thread.currentThread().isInterrupted()) {
            return false;
        }
        waiting.accept(1 + ThreadLocalRandom.current().nextLong(FIRST_CEILING_NANOS << (attempt - 1)));
        return !Thread.currentThread().isInterrupted();
    }
}
