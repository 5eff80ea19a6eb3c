package dev.cauce.platform.deadline;

import dev.cauce.platform.messaging.SafeFailure;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for due deadlines again and again. A store that is away is said once when it goes and once when it is back. */
public final class DeadlineClockwork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineClockwork.class);

    private final MongoDeadlines deadlines;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deadlines").daemon().factory());
    private final AtomicBoolean away = new AtomicBoolean();

    public DeadlineClockwork(MongoDeadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Begins to look, with this pause between two looks. */
    public void start(Duration pause) {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            deadlines.fireDue();
            if (away.getAndSet(false)) {
                LOG.info("Deadlines are looked for again.");
            }
        } catch (RuntimeException failure) {
            // Whatever it is, the next look must come: an exception would end the schedule for good.
            if (!away.getAndSet(true)) {
                LOG.warn("Deadlines cannot be looked for: {}", SafeFailure.of(failure));
            }
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
