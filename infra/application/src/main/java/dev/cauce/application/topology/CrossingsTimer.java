package dev.cauce.application.topology;

import dev.cauce.ml.churn.scoring.ChurnCrossings;
import dev.cauce.platform.messaging.SafeFailure;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks for crossed scores from time to time, while the application runs. */
final class CrossingsTimer implements SmartLifecycle, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CrossingsTimer.class);

    private final ChurnCrossings crossings;
    private final Duration pause;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("churn-crossings").daemon().factory());
    private volatile @Nullable ScheduledFuture<?> looking;

    CrossingsTimer(ChurnCrossings crossings, Duration pause) {
        this.crossings = crossings;
        this.pause = pause;
    }

    @Override
    public void start() {
        looking = timer.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        try {
            crossings.report();
        } catch (RuntimeException failed) {
            // A store that is away; the timer goes on, and what crossed stays so in the view.
            LOG.warn("Crossed scores were not looked for: {}", SafeFailure.of(failed));
        }
    }

    @Override
    public void stop() {
        ScheduledFuture<?> under = looking;
        if (under != null) {
            under.cancel(false);
            looking = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
