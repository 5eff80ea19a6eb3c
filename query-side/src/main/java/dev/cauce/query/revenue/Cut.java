package dev.cauce.query.revenue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What counts of all that was said.
 *
 * @param asOf what held by then
 * @param knownAt what was recorded by then; all of it where it is absent
 */
record Cut(Instant asOf, @Nullable Instant knownAt) {

    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    static Cut of(@Nullable Instant asOf, @Nullable Instant knownAt, Clock clock) {
        return new Cut(asOf == null ? clock.instant() : asOf, knownAt);
    }

    /**
     * What held and was recorded by this time counts. It is a day early, so that no clock that is a little ahead of
     * another decides what is looked at.
     */
    Instant surelyKnown() {
        Instant both = knownAt == null || knownAt.isAfter(asOf) ? asOf : knownAt;
        return both.isBefore(Instant.EPOCH) ? Instant.EPOCH : both.minus(CLOCKS_APART);
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
