package dev.cauce.application.processing;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of coordinators. After each failure Axon's coordinator doubles its pause up to a minute, and offers no
 * setting for it: a server that was away for half a minute would be back for as long before the last processor looks.
 */
final class BoundedPauses extends ScheduledThreadPoolExecutor {

    private final long longestNanos;

    BoundedPauses(int threads, Duration longest, ThreadFactory factory) {
        super(threads, factory);
        this.longestNanos = longest.toNanos();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(task, Math.min(unit.toNanos(delay), longestNanos), TimeUnit.NANOSECONDS);
    }
}
