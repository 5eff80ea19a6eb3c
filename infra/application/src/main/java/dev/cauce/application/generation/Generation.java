package dev.cauce.application.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a projection's views.
 *
 * @param number counts up from 1 and is given once
 * @param version the version of the definition that it is built by
 * @param keptUntil when it is dropped by itself; null where it stays
 * @param droppedAt when it was given up; its documents go a while later
 */
public record Generation(
        int number,
        int version,
        Instant begunAt,
        @Nullable Instant keptUntil,
        @Nullable Instant droppedAt) {

    static Generation begun(int number, int version, Instant now) {
        return new Generation(number, version, now, null, null);
    }

    /** Whether it was given up. */
    public boolean dropped() {
        return droppedAt != null;
    }

    Generation keptUntil(@Nullable Instant until) {
        return new Generation(number, version, begunAt, until, droppedAt);
    }

    Generation dropped(Instant now) {
        return dropped() ? this : new Generation(number, version, begunAt, null, now);
    }
}
