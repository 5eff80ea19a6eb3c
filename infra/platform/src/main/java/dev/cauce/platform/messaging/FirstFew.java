package dev.cauce.platform.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which of many like lines a log needs: the first few of a while, and with the first of the next while how many were
 * left out. Keeps one small record for each distinct line, so lines must not be made of data.
 */
public final class FirstFew {

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final int most;
    private final long whileNanos;
    private final LongSupplier nanos;

    /**
     * Counts by while.
     *
     * @param most how many are said in a while
     * @param nanos the time, as {@link System#nanoTime}
     */
    public FirstFew(int most, Duration aWhile, LongSupplier nanos) {
        this.most = most;
        this.whileNanos = aWhile.toNanos();
        this.nanos = nanos;
    }

    /** Counts one more of a kind, and answers what to do about it. */
    public Verdict next(String kind) {
        long now = nanos.getAsLong();
        Told state = told.merge(kind, new Told(now, 1, 0), (before, first) -> next(before, first, now));
        return new Verdict(state.count() <= most, state.count() == 1 ? state.leftOut() : 0);
    }

    private Told next(Told before, Told first, long now) {
        return now - before.since() < whileNanos
                ? new Told(before.since(), before.count() + 1, before.leftOut())
                : new Told(first.since(), 1, Math.max(0, before.count() - most));
    }

    /**
     * What to do about one line.
     *
     * @param said whether it is said
     * @param leftOut how many of the while before were left out, and are to be mentioned now; mostly 0
     */
    public record Verdict(boolean said, int leftOut) {}

    /**
     * How often something was said.
     *
     * @param since when this while began
     * @param count how often in this while
     * @param leftOut how many of the while before were left out
     */
    private record Told(long since, int count, int leftOut) {}
}
