package dev.cauce.adapters.eventstore;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads along at the end of the store and tells all who wait that something is new. It pauses the longer the more
 * comes: a single event is told at once, a flood every three quarters of a second, so that processors get batches worth
 * their price.
 */
final class NewEventsBell implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NewEventsBell.class);

    /** Of a pause, for each event of the last second or so: 100 a second give 40 ms, 2,000 the longest. */
    private static final double NANOS_PER_EVENT = 400_000;

    private static final double LONGEST_PAUSE_NANOS = 750_000_000;
    private static final double MEMORY_NANOS = 1_000_000_000;

    private final Supplier<TrackingEventStream> tail;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private @Nullable Thread ringing;
    private volatile boolean closed;
    private double recentEvents;
    private long lastRing = System.nanoTime();

    NewEventsBell(Supplier<TrackingEventStream> tail) {
        this.tail = tail;
    }

    /** From now on it is called whenever events were appended, by the bell's own thread: it must not take long. */
    synchronized void add(Runnable listener) {
        listeners.add(listener);
        if (ringing == null && !closed) {
            ringing = Thread.ofPlatform().daemon().name("cauce-new-events").start(this::run);
        }
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (ringing != null) {
            ringing.interrupt();
        }
    }

    private void run() {
        try (TrackingEventStream stream = tail.get()) {
            while (!closed) {
                // Axon's wait misses an event that comes as it begins: this is how late that one is told.
                if (stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)) {
                    int events = 0;
                    while (stream.hasNextAvailable()) {
                        stream.nextAvailable();
                        events++;
                    }
                    ring();
                    LockSupport.parkNanos(pauseAfter(events));
                }
            }
        } catch (InterruptedException stop) {
            LOG.debug("No longer telling of new events");
        }
    }

    private void ring() {
        listeners.removeIf(NewEventsBell::isGone);
    }

    private static boolean isGone(Runnable listener) {
        try {
            listener.run();
            return false;
        } catch (RejectedExecutionException shutDown) {
            return true;
        }
    }

    private long pauseAfter(int events) {
        long now = System.nanoTime();
        recentEvents = recentEvents * Math.exp((lastRing - now) / MEMORY_NANOS) + events;
        lastRing = now;
        return (long) Math.min(recentEvents * NANOS_PER_EVENT, LONGEST_PAUSE_NANOS);
    }
}
