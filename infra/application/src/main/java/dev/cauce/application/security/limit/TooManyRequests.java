package dev.cauce.application.security.limit;

import dev.cauce.application.security.problem.Problem;
import dev.cauce.application.security.problem.ProblemCode;
import java.time.Duration;

/** The answer to one request too many. */
public final class TooManyRequests {

    private TooManyRequests() {}

    /**
     * A problem with {@code Retry-After} in whole seconds, rounded up.
     *
     * @param wait until the next one is let in
     */
    public static Problem problem(Duration wait) {
        return Problem.of(ProblemCode.RATE_LIMITED).withHeader("Retry-After", Long.toString(seconds(wait)));
    }

    static long seconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
