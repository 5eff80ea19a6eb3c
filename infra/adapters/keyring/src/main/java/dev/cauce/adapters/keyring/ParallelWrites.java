package dev.cauce.adapters.keyring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries out many small durable writes beside one another, so that they share the store's commits. Closing waits for
 * all of them and throws what the first failed one threw; after a failure no further one is begun.
 */
final class ParallelWrites implements AutoCloseable {

    private static final int AT_ONCE = 256;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /** Begins the write, after waiting until there is room for one more. */
    void begin(Runnable write) {
        room.acquireUninterruptibly();
        if (failure.get() != null) {
            room.release();
            return;
        }
        threads.execute(() -> {
            try {
                write.run();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    @Override
    public void close() {
        room.acquireUninterruptibly(AT_ONCE);
        threads.close();
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
