package dev.cauce.application.generation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The threads that handle a generation's events, chosen anew for each batch: those of what is served while it is, and
 * otherwise those that all the others share. A generation that is being built, with all history before it, then never
 * stands in line before one that somebody reads.
 */
final class GenerationThreads extends AbstractExecutorService implements ScheduledExecutorService {

    private final BooleanSupplier isServed;
    private final ScheduledExecutorService serving;
    private final ScheduledExecutorService others;

    GenerationThreads(BooleanSupplier isServed, ScheduledExecutorService serving, ScheduledExecutorService others) {
        this.isServed = isServed;
        this.serving = serving;
        this.others = others;
    }

    private ScheduledExecutorService now() {
        return isServed.getAsBoolean() ? serving : others;
    }

    @Override
    public void execute(Runnable task) {
        now().execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return now().schedule(task, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return now().schedule(task, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return now().scheduleAtFixedRate(task, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return now().scheduleWithFixedDelay(task, initialDelay, delay, unit);
    }

    /** Ends nothing: the threads are shared, and end with the application. */
    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return serving.isShutdown() || others.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return serving.isTerminated() && others.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return serving.awaitTermination(timeout, unit);
    }
}
