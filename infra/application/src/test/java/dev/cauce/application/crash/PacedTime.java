package dev.cauce.application.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Business time for the process under proof: it passes quickly, stands still when told to, and never goes back. */
final class PacedTime implements AutoCloseable {

    private static final long STEP_MILLIS = 50;

    private final Path folder;
    private final Duration aStep;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private Instant now;
    private boolean passing;

    /** @param eachSecond how much of it passes in a second */
    PacedTime(Path folder, Instant from, Duration eachSecond) {
        this.folder = folder;
        this.aStep = eachSecond.multipliedBy(STEP_MILLIS).dividedBy(1_000);
        this.now = from;
        write();
        var _ = thread.scheduleWithFixedDelay(this::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void pass() {
        passing = true;
    }

    synchronized void stand() {
        passing = false;
    }

    private synchronized void step() {
        if (passing) {
            now = now.plus(aStep);
            write();
        }
    }

    /** Goes on by as much at once. */
    synchronized void step(Duration by) {
        now = now.plus(by);
        write();
    }

    synchronized Instant now() {
        return now;
    }

    private void write() {
        Path file = ProvenSurroundings.timeFile(folder);
        Path fresh = file.resolveSibling("business-time.new");
        try {
            Files.writeString(fresh, now.toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
