package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many write and many read along; nobody may skip an event, see one twice or see two in the wrong order. */
@Timeout(120)
class TailingReadersTest {

    private static final int WRITERS = 16;
    private static final int APPENDS = 150;
    private static final int READERS = 4;

    @TempDir
    private Path folder;

    @Test
    void seeEveryEventOnceAndInOrder() throws Exception {
        try (RocksEventStore store = TestEvents.store(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                // Virtual threads that poll would keep the others from running: who yields is first in line again.
                ExecutorService polling = Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().factory())) {
            RocksEventStorageEngine engine =
                    TestEvents.engine(store).batchSize(7).build();
            EmbeddedEventStore embedded = EmbeddedEventStore.builder()
                    .storageEngine(engine)
                    .cachedEvents(50)
                    .build();
            AtomicLong total = new AtomicLong(Long.MAX_VALUE);
            List<Future<?>> readers = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                readers.add(polling.submit(() -> readRaw(engine, total)));
                readers.add(threads.submit(() -> readEmbedded(embedded, total)));
            }
            List<Future<Long>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(embedded, number)));
            }
            long written = 0;
            for (Future<Long> writer : writers) {
                written += writer.get();
            }
            total.set(written);

            for (Future<?> reader : readers) {
                reader.get();
            }
            assertThat(store.events().head()).isEqualTo(written);
            embedded.shutDown();
        }
    }

    private static long write(EmbeddedEventStore embedded, int number) {
        Random random = new Random(number);
        long sequence = 0;
        for (int append = 0; append < APPENDS; append++) {
            int count = 1 + random.nextInt(3);
            embedded.publish(events("stream-" + number, sequence, count));
            sequence += count;
        }
        return sequence;
    }

    private static void readRaw(RocksEventStorageEngine engine, AtomicLong total) {
        Seen seen = new Seen();
        while (seen.last < total.get()) {
            engine.readEvents(new GlobalSequenceTrackingToken(seen.last), false).forEach(seen::see);
            Thread.onSpinWait();
        }
    }

    /**
     * As Axon's processors do: nextAvailable() alone can wait for good, since readers that all fell behind the cache at
     * once leave nobody for whom the embedded store would fetch and notify.
     */
    private static Object readEmbedded(EmbeddedEventStore embedded, AtomicLong total) throws InterruptedException {
        Seen seen = new Seen();
        try (TrackingEventStream stream = embedded.openStream(null)) {
            while (seen.last < total.get()) {
                if (stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)) {
                    seen.see(stream.nextAvailable());
                }
            }
        }
        return seen;
    }

    private static final class Seen {
        private final Map<String, Long> sequences = new HashMap<>();
        private long last;

        void see(TrackedEventMessage<?> event) {
            long position = event.trackingToken().position().orElseThrow();
            assertThat(position).isEqualTo(last + 1);
            last = position;
            DomainEventMessage<?> domainEvent = (DomainEventMessage<?>) event;
            Long before = sequences.put(domainEvent.getAggregateIdentifier(), domainEvent.getSequenceNumber());
            assertThat(domainEvent.getSequenceNumber()).isEqualTo(before == null ? 0 : before + 1);
        }
    }
}
