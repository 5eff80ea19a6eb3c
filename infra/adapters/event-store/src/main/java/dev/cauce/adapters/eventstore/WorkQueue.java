package dev.cauce.adapters.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded line before the writer. Whoever finds it full waits: that is the back-pressure on commands. */
final class WorkQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final Queue<Work> waiting = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    WorkQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Joins the line. An interrupt does not end the wait, since the caller could not tell whether its events were
     * written; it is kept for the caller.
     */
    void put(Work work, Duration timeout) {
        boolean interrupted = false;
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (waiting.size() >= capacity && !closed) {
                if (left <= 0) {
                    throw new StoreException(
                            StoreError.OVERLOADED,
                            "%d appends have waited for the disk for %s; nothing was written, try again later"
                                    .formatted(waiting.size(), timeout));
                }
                try {
                    left = notFull.awaitNanos(left);
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
            if (closed) {
                throw new StoreException(StoreError.CLOSED, "The event store is closed; nothing was written");
            }
            waiting.add(work);
            notEmpty.signal();
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for work and takes what there is, up to both limits. Empty once the queue is closed and drained. */
    List<Work> take(int most, long mostBytes) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                notEmpty.awaitUninterruptibly();
            }
            List<Work> taken = new ArrayList<>(Math.min(most, waiting.size()));
            long bytes = 0;
            while (taken.size() < most && bytes < mostBytes && !waiting.isEmpty()) {
                Work next = waiting.remove();
                taken.add(next);
                bytes += next.bytes();
            }
            notFull.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** No more work is let in; what waits is still done. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
