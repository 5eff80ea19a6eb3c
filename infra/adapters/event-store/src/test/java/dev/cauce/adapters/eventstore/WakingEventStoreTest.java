package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WakingEventStoreTest {

    private static final int WAKES = 200;

    @TempDir
    private Path folder;

    private RocksEventStore rocks;
    private WakingEventStore store;

    @BeforeEach
    void open() {
        rocks = TestEvents.store(folder);
        store = WakingEventStore.on(EmbeddedEventStore.builder()
                .storageEngine(TestEvents.engine(rocks).build())
                .cachedEvents(20));
    }

    @AfterEach
    void close() {
        store.shutDown();
        rocks.close();
    }

    /** Without a poll: a reader who misses one wake waits for ever. */
    @Test
    void aReaderThatOnlyWaitsToBeWokenGetsEveryEvent() throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        int read = 0;
        try (TrackingEventStream stream = store.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(woken::release)).isTrue();
            for (int wake = 0; wake < WAKES; wake++) {
                store.publish(events("stream", wake, 1));
                while (read <= wake) {
                    if (stream.hasNextAvailable()) {
                        stream.nextAvailable();
                        read++;
                    } else {
                        woken.acquire();
                    }
                }
            }
        }

        assertThat(read).isEqualTo(WAKES);
    }

    @Test
    void aReaderWhoseOwnerShutsDownDoesNotKeepTheOthersFromBeingWoken() throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        try (TrackingEventStream gone = store.openStream(null);
                TrackingEventStream stream = store.openStream(null)) {
            gone.setOnAvailableCallback(() -> {
                throw new RejectedExecutionException("shut down");
            });
            stream.setOnAvailableCallback(woken::release);

            store.publish(events("a", 0, 1));
            assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            woken.drainPermits();
            store.publish(events("b", 0, 1));

            assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClosedStreamIsNotWokenAnyMore() throws InterruptedException {
        Semaphore closed = new Semaphore(0);
        Semaphore open = new Semaphore(0);
        TrackingEventStream first = store.openStream(null);
        first.setOnAvailableCallback(closed::release);
        first.close();
        try (TrackingEventStream second = store.openStream(null)) {
            second.setOnAvailableCallback(open::release);

            store.publish(events("a", 0, 1));

            assertThat(open.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            assertThat(closed.availablePermits()).isZero();
        }
    }
}
