package dev.cauce.platform.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The time of the business: event timestamps, deadlines and policies read it. It runs with the system's clock until it
 * is set; a simulation sets it forward step by step. Token claims, logins and rate limits stay on the system's clock.
 */
public final class BusinessClock extends Clock {

    private final AtomicReference<@Nullable Instant> fixed;
    private final ZoneId zone;

    public BusinessClock() {
        this(new AtomicReference<>(), ZoneOffset.UTC);
    }

    private BusinessClock(AtomicReference<@Nullable Instant> fixed, ZoneId zone) {
        this.fixed = fixed;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        Instant set = fixed.get();
        return set == null ? Clock.systemUTC().instant() : set;
    }

    /**
     * Stops the clock at an instant, which may not lie before the one it stood at.
     *
     * @throws IllegalArgumentException if it would go back
     */
    public void set(Instant instant) {
        fixed.updateAndGet(before -> {
            if (before != null && instant.isBefore(before)) {
                throw new IllegalArgumentException(
                        "Business time cannot go back from " + before + " to " + instant + ".");
            }
            return instant;
        });
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new BusinessClock(fixed, zone);
    }
}
