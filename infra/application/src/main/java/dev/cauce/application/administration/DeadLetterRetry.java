package dev.cauce.application.administration;

import dev.cauce.platform.messaging.SafeFailure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tries dead letters again from time to time, while the application runs. */
final class DeadLetterRetry implements SmartLifecycle, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetry.class);

    private final DeadLetters deadLetters;
    private final Supplier<Set<String>> projections;
    private final Duration pause;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("dead-letters").daemon().factory());
    private volatile @Nullable ScheduledFuture<?> retries;

    /** @param projections the queues, which come and go */
    DeadLetterRetry(DeadLetters deadLetters, Supplier<Set<String>> projections, Duration pause) {
        this.deadLetters = deadLetters;
        this.projections = projections;
        this.pause = pause;
    }

    @Override
    public void start() {
        retries =
                timer.scheduleWithFixedDelay(this::retryAll, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void retryAll() {
        for (String projection : projections.get()) {
            if (!isRunning()) {
                return;
            }
            try {
                deadLetters.retryDue(projection);
            } catch (RuntimeException failed) {
                // A store that is away; the timer goes on, and the letters stay where they are.
                LOG.warn("Dead letters of {} were not tried again: {}", projection, SafeFailure.of(failed));
            }
        }
    }

    @Override
    public void stop() {
        ScheduledFuture<?> under = retries;
        if (under != null) {
            under.cancel(false);
            retries = null;
        }
    }

    @Override
    public boolean isRunning() {
        return retries != null;
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
