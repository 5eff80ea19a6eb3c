package dev.cauce.cli.api;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to go on when the server is busy or away: exponential steps with full jitter above a floor of half a step,
 * so that sixteen callers do not come back together.
 *
 * @param attempts at most, the first included
 * @param first the pause after the first attempt
 * @param longest a pause never exceeds it, not even when the server asks for more
 * @param pause waits; stands apart so that tests need not
 */
public record Retry(int attempts, Duration first, Duration longest, Pause pause) {

    /** Waits for a while. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    /** Nine attempts over about half a minute. */
    public static Retry standard() {
        return new Retry(9, Duration.ofMillis(200), Duration.ofSeconds(8), Thread::sleep);
    }

    /** One attempt only. */
    public static Retry none() {
        return new Retry(1, Duration.ZERO, Duration.ZERO, Thread::sleep);
    }

    /** @param failed how many attempts failed so far, from 1 */
    Duration delay(int failed) {
        long step = Math.min(longest.toMillis(), first.toMillis() << Math.min(failed - 1, 20));
        return Duration.ofMillis(step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1));
    }
}
