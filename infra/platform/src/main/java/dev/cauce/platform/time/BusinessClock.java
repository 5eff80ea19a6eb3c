package dev.cauce.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The time of the business: event timestamps, deadlines and policies read it. It runs with the system's clock until it
 * is set; a simulation sets it forward step by step. In a simulated company's data folder it runs at the distance from
 * the system's clock at which the simulation left it. Token claims, logins and rate limits stay on the system's clock.
 */
public final class BusinessClock extends Clock {

    private final AtomicReference<@Nullable Instant> fixed;
    private final Duration ahead;
    private final ZoneId zone;

    public BusinessClock() {
        this(Duration.ZERO);
    }

    /** @param ahead of the system's clock; negative where it is behind */
    public BusinessClock(Duration ahead) {
        this(new AtomicReference<>(), ahead, ZoneOffset.UTC);
    }

    private BusinessClock(AtomicReference<@Nullable Instant> fixed, Duration ahead, ZoneId zone) {
        this.fixed = fixed;
        this.ahead = ahead;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        Instant set = fixed.get();
        return set == null ? Clock.systemUTC().instant().plus(ahead) : set;
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
        return new BusinessClock(fixed, ahead, zone);
    }
}
