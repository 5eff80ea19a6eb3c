package dev.cauce.adapters.eventstore;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * Axon's embedded event store whose streams wake their readers. Axon's own cannot, so a pooled processor that has
 * caught up asks again every 500 ms, and a process of four steps takes two seconds; with this it takes some
 * milliseconds.
 */
public final class WakingEventStore extends EmbeddedEventStore {

    private final NewEventsBell bell;

    /** A store on what the builder says. */
    public static WakingEventStore on(EmbeddedEventStore.Builder builder) {
        return new WakingEventStore(builder);
    }

    private WakingEventStore(EmbeddedEventStore.Builder builder) {
        super(builder);
        bell = new NewEventsBell(() -> super.openStream(createHeadToken()));
    }

    @Override
    public TrackingEventStream openStream(TrackingToken trackingToken) {
        return new WakingStream(super.openStream(trackingToken));
    }

    @Override
    public void shutDown() {
        bell.close();
        super.shutDown();
    }

    private final class WakingStream implements TrackingEventStream {

        /** From its own read of the store to the shared tail a stream of Axon's gets by two calls that find nothing. */
        private static final int CALLS_TO_THE_TAIL = 3;

        private final TrackingEventStream stream;
        private Runnable callback = () -> {};

        private WakingStream(TrackingEventStream stream) {
            this.stream = stream;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            bell.remove(callback);
            callback = onAvailable;
            bell.add(callback);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            for (int call = 1; call < CALLS_TO_THE_TAIL; call++) {
                if (stream.hasNextAvailable(0, unit)) {
                    return true;
                }
            }
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void close() {
            bell.remove(callback);
            stream.close();
        }
    }
}
