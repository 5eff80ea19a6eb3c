package dev.cauce.application.generation;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks at a rate until it is closed: a question is asked when its time has come, whether or not those before it were
 * answered, unless so many wait for an answer that the machine cannot keep the rate; then it is asked later.
 */
final class QueryLoad implements AutoCloseable {

    private static final int MOST_KEPT = 20;
    private static final int MOST_WAITING = 64;

    private final LongFunction<@Nullable String> question;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pace;
    private final long begun = System.nanoTime();
    private volatile boolean closing;

    /** @param question asks, and says what is wrong with the answer; null where nothing is */
    QueryLoad(int perSecond, LongFunction<@Nullable String> question) {
        this.question = question;
        long every = Duration.ofSeconds(1).toNanos() / perSecond;
        this.pace = Thread.ofPlatform().name("query-load").start(() -> {
            for (long number = 0; !closing; number++) {
                long due = begun + number * every;
                while (System.nanoTime() < due && !closing) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long which = number;
                waiting.acquireUninterruptibly();
                askers.execute(() -> ask(which));
            }
        });
    }

    private void ask(long number) {
        long start = System.nanoTime();
        String wrong;
        try {
            wrong = question.apply(number);
        } catch (AssertionError | RuntimeException cause) {
            wrong = String.valueOf(cause);
        } finally {
            waiting.release();
        }
        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        asked.incrementAndGet();
        if (wrong != null) {
            failed.incrementAndGet();
            if (failures.size() < MOST_KEPT) {
                failures.add(wrong);
            }
        }
    }

    /** What came of it. */
    record Result(long asked, long failed, Queue<String> failures, double perSecond, Duration slowest) {}

    Result result() {
        close();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Result(asked.get(), failed.get(), failures, asked.get() / seconds, Duration.ofNanos(slowest.get()));
    }

    @Override
    public void close() {
        closing = true;
        try {
            pace.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        askers.close();
    }
}
