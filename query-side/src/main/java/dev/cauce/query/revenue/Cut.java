package dev.cauce.query.revenue;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What counts of all that was said.
 *
 * @param asOf what held by then
 * @param knownAt what was recorded by then; all of it where it is absent
 */
record Cut(Instant asOf, @Nullable Instant knownAt) {

    static Cut of(@Nullable Instant asOf, @Nullable Instant knownAt, Clock clock) {
        return new Cut(asOf == null ? clock.instant() : asOf, knownAt);
    }

    boolean knows(Instant recordedAt) {
        return knownAt == null || !recordedAt.isAfter(knownAt);
    }

    boolean holds(Instant at) {
        return !at.isAfter(asOf);
    }

    boolean takes(Instant at, Instant recordedAt) {
        return holds(at) && knows(recordedAt);
    }
}
