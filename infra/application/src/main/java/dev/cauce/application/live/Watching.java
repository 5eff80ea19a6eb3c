package dev.cauce.application.live;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * The updates that one stream has still to write, in a bounded queue. Whoever adds to it never waits: where it is full
 * the stream has lost something, and ends.
 */
final class Watching<V> implements AutoCloseable {

    private final BlockingQueue<SubscriptionQueryUpdateMessage<V>> waiting;
    private final Disposable subscription;
    private volatile boolean overflowed;
    private volatile boolean ended;

    Watching(Flux<SubscriptionQueryUpdateMessage<V>> updates, int capacity) {
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.subscription = updates.subscribe(this::add, failed -> ended = true, () -> ended = true);
    }

    private void add(SubscriptionQueryUpdateMessage<V> update) {
        if (!waiting.offer(update)) {
            overflowed = true;
        }
    }

    /** The next update, or null where none comes in that time. */
    @Nullable
    SubscriptionQueryUpdateMessage<V> next(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether something was lost because the client reads too slowly. */
    boolean overflowed() {
        return overflowed;
    }

    /** Whether no more will come. */
    boolean ended() {
        return ended && waiting.isEmpty();
    }

    @Override
    public void close() {
        subscription.dispose();
    }
}
