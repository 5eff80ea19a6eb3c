package dev.cauce.benchmarks.measure;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many callers, each of whom does the next thing as soon as the last one is done. */
public final class ClosedLoop {

    private ClosedLoop() {}

    /** One caller; made on its thread, used by it alone, and closed by it. */
    public interface Caller extends Closeable {

        /**
         * Does the thing once.
         *
         * @throws Exception when it was not done, which ends the measurement: only what succeeds is counted
         */
        void call() throws Exception;

        @Override
        default void close() throws IOException {}
    }

    /** Makes callers. */
    public interface Callers {
        Caller next() throws Exception;
    }

    /**
     * What came of it.
     *
     * @param perSecond things done a second
     * @param p50Millis half took no longer
     * @param p99Millis all but one in a hundred took no longer
     * @param count things done
     */
    public record Figures(double perSecond, double p50Millis, double p99Millis, long count) {}

    /** Runs the loop for a time, on one virtual thread a caller. */
    public static Figures run(int inFlight, Duration length, Callers callers) throws InterruptedException {
        long started = System.nanoTime();
        long end = started + length.toNanos();
        List<Future<long[]>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < inFlight; caller++) {
                running.add(threads.submit(() -> callUntil(end, callers)));
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        List<long[]> all = new ArrayList<>();
        for (Future<long[]> each : running) {
            try {
                all.add(each.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("A caller failed; the figure would count for nothing", failed);
            }
        }
        long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Figures(sorted.length / seconds, percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.length);
    }

    private static long[] callUntil(long end, Callers callers) throws Exception {
        long[] nanos = new long[1024];
        int count = 0;
        try (Caller caller = callers.next()) {
            for (long before = System.nanoTime(); before < end; ) {
                caller.call();
                long after = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, count * 2);
                }
                nanos[count++] = after - before;
                before = after;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))] / 1e6;
    }
}
