package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.event;
import static dev.cauce.adapters.eventstore.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksEventStoreTest {

    @TempDir
    private Path folder;

    @Test
    void findsEverythingAgainAfterAReopening() {
        List<String> written;
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            engine.appendEvents(events("a", 3));
            engine.storeSnapshot(event("a", 2));
            written = store.events().eventsAfter(0, 10).stream()
                    .map(StoredEvent::getEventIdentifier)
                    .toList();
        }
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            engine.appendEvents(event("a", 3));

            assertThat(store.events().eventsAfter(0, 3))
                    .extracting(StoredEvent::getEventIdentifier)
                    .isEqualTo(written);
            assertThat(store.events().head()).isEqualTo(4);
            assertThat(engine.readSnapshot("a")).isPresent();
        }
    }

    @Test
    void letsOneOfManyWinAStreamAndLosesNoOther() throws Exception {
        int rivals = 32;
        try (RocksEventStore store = TestEvents.store(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int rival = 0; rival < rivals; rival++) {
                String own = "own-" + rival;
                outcomes.add(threads.submit(() -> {
                    start.await();
                    try {
                        engine.appendEvents(event("contended", 0), event(own, 0));
                        return true;
                    } catch (AggregateStreamCreationException lost) {
                        engine.appendEvents(event(own, 0));
                        return false;
                    }
                }));
            }
            start.countDown();

            int won = 0;
            for (Future<Boolean> outcome : outcomes) {
                won += outcome.get() ? 1 : 0;
            }

            assertThat(won).isEqualTo(1);
            assertThat(store.events().head()).isEqualTo(rivals + 1);
            assertThat(store.metrics().conflicts()).isEqualTo(rivals - 1);
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    /** Held back behind a first append until all of them wait, the rivals are written as one group. */
    @Test
    void checksThoseWhoShareAGroupAgainstOneAnother() throws Exception {
        int rivals = 20;
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        LongSupplier slowDisk = () -> {
            looking.countDown();
            awaitUninterruptibly(release);
            return Long.MAX_VALUE;
        };
        Instant now = Instant.now();
        try (RocksEventStore store = RocksEventStore.open(
                        folder, StoreOptions.defaults(), new RocksEventStore.Surroundings(List.of(), slowDisk));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            List<Future<?>> outcomes = new ArrayList<>();
            outcomes.add(threads.submit(() -> engine.appendEvents(event("first", 0))));
            looking.await();
            for (int rival = 0; rival < rivals; rival++) {
                String own = "own-" + rival;
                outcomes.add(threads.submit(() -> engine.appendEvents(event("contended", 0), event(own, 0))));
                outcomes.add(threads.submit(() -> engine.appendEvents(event("one-identifier", own + "-b", 0, now))));
            }
            while (store.metrics().waiting() < 2 * rivals) {
                Thread.onSpinWait();
            }
            release.countDown();

            int refused = 0;
            for (Future<?> outcome : outcomes) {
                try {
                    outcome.get();
                } catch (ExecutionException conflict) {
                    assertThat(conflict).hasCauseInstanceOf(AggregateStreamCreationException.class);
                    refused++;
                }
            }

            assertThat(store.metrics().largestGroup()).isEqualTo(2);
            assertThat(store.metrics().groups()).isEqualTo(2);
            assertThat(refused).isEqualTo(2 * (rivals - 1));
            assertThat(store.events().head()).isEqualTo(1 + 2 + 1);
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    @Test
    void sharesASyncAmongThoseWhoWait() throws Exception {
        int callers = 64;
        int each = 20;
        try (RocksEventStore store = TestEvents.store(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            List<Future<?>> done = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                String stream = "stream-" + caller;
                done.add(threads.submit(() -> events(stream, each).forEach(engine::appendEvents)));
            }
            for (Future<?> finished : done) {
                finished.get();
            }

            StoreMetrics metrics = store.metrics();
            assertThat(metrics.appends()).isEqualTo(callers * each);
            assertThat(metrics.events()).isEqualTo(callers * each);
            assertThat(metrics.groups()).isLessThan(metrics.appends() / 2);
            assertThat(metrics.largestGroup()).isGreaterThan(1);
            assertThat(metrics.writeTime()).isPositive();
        }
    }

    @Test
    void doesNotLeaveAnInterruptedCallerInDoubt() {
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            Thread.currentThread().interrupt();

            engine.appendEvents(event("a", 0));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.events().head()).isEqualTo(1);
        }
    }

    @Test
    void holdsCallersBackAndRefusesThemWhenTheDiskDoesNotKeepUp() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        LongSupplier stuckDisk = () -> {
            looking.countDown();
            awaitUninterruptibly(release);
            return Long.MAX_VALUE;
        };
        try (RocksEventStore store = RocksEventStore.open(
                        folder,
                        StoreOptions.defaults().withQueue(1, Duration.ZERO),
                        new RocksEventStore.Surroundings(List.of(), stuckDisk));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            Future<?> stuck = threads.submit(() -> engine.appendEvents(event("a", 0)));
            looking.await();
            Future<?> waiting = threads.submit(() -> engine.appendEvents(event("b", 0)));
            while (store.metrics().waiting() == 0) {
                Thread.onSpinWait();
            }

            assertError(StoreError.OVERLOADED, () -> engine.appendEvents(event("c", 0)));

            release.countDown();
            stuck.get();
            waiting.get();
            engine.appendEvents(event("c", 0));
            assertThat(store.events().head()).isEqualTo(3);
        }
    }

    @Test
    void refusesAppendsWhileTheDiskIsNearlyFullAndTakesThemAgainAtOnce() {
        AtomicLong free = new AtomicLong(Long.MAX_VALUE);
        try (RocksEventStore store = RocksEventStore.open(
                folder,
                StoreOptions.defaults().withMinimumFreeBytes(1000),
                new RocksEventStore.Surroundings(List.of(), free::get))) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            free.set(999);

            // Space is looked at a few times a second, so some appends may still get through.
            long before = appendUntilRefused(engine);

            assertThat(store.events().head()).isEqualTo(before);
            assertThat(engine.readEvents("filling").asStream()).hasSize((int) before);
            free.set(1000);
            engine.appendEvents(event("filling", before));
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    @Test
    void refusesWhatItCouldNotKeep() {
        try (RocksEventStore store =
                RocksEventStore.open(folder, StoreOptions.defaults().withMaximumEventBytes(1000))) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();

            assertError(
                    StoreError.EVENT_REFUSED, () -> engine.appendEvents(new GenericEventMessage<>("x".repeat(1000))));
            assertError(StoreError.EVENT_REFUSED, () -> engine.appendEvents(event("a", -1)));
            assertError(StoreError.EVENT_REFUSED, () -> engine.appendEvents(event("", 0)));
            assertError(StoreError.EVENT_REFUSED, () -> engine.storeSnapshot(event("x".repeat(1000), 0)));
            assertThat(store.events().head()).isZero();
        }
    }

    @Test
    void answersAfterItsEndWithoutTouchingWhatIsGone() {
        RocksEventStore store = TestEvents.store(folder);
        RocksEventStorageEngine engine = TestEvents.engine(store).build();
        engine.appendEvents(event("a", 0));
        store.close();
        store.close();

        assertError(StoreError.CLOSED, () -> engine.appendEvents(event("a", 1)));
        assertError(StoreError.CLOSED, () -> engine.readEvents("a").asStream().toList());
        assertError(StoreError.CLOSED, () -> engine.readEvents(null, false).toList());
        assertError(StoreError.CLOSED, store::verify);
    }

    @Test
    void findsTheFirstEventOfEveryTimeHoweverTimesAreMixed() {
        Random random = new Random(20261124);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<Instant> times = new ArrayList<>();
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            for (int sequence = 0; sequence < 300; sequence++) {
                Instant time = start.plusSeconds(sequence + random.nextInt(60));
                times.add(time);
                engine.appendEvents(event("a", sequence, time));
            }
            for (int second = -1; second < 362; second++) {
                Instant time = start.plusSeconds(second);
                long expected = times.stream()
                        .takeWhile(earlier -> earlier.isBefore(time))
                        .count();
                assertThat(store.events().positionBefore(time)).as("%s", time).isEqualTo(expected);
            }
        }
    }

    @Test
    void answersAnAuditor() {
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            engine.appendEvents(events("a", 600));
            engine.appendEvents(events("b", 1));
            engine.appendEvents(events("c", 600));
            StoreHead events = store.events();

            StoreHead.Scan first =
                    events.scan(0, event -> event.streamIdentifier().equals("b"), 10, 500);
            StoreHead.Scan second = events.scan(
                    first.lookedAt(), event -> event.streamIdentifier().equals("b"), 1, 500);
            StoreHead.Scan rest = events.scan(second.lookedAt(), event -> true, 1000, 1000);

            assertThat(first).isEqualTo(new StoreHead.Scan(List.of(), 500, false));
            assertThat(second.events()).extracting(StoredEvent::position).containsExactly(601L);
            assertThat(second.lookedAt()).isEqualTo(601);
            assertThat(rest.events()).hasSize(600);
            assertThat(rest.atHead()).isTrue();
            assertThat(events.eventAt(601).orElseThrow().streamIdentifier()).isEqualTo("b");
            assertThat(events.positionOf(events.eventAt(601).orElseThrow().getEventIdentifier()))
                    .contains(601L);
            assertThat(events.eventAt(0)).isEmpty();
            assertThat(events.eventAt(1202)).isEmpty();
            assertThat(events.positionOf("nobody")).isEmpty();
            assertThat(events.stream("c")).contains(new StreamHead(602, 0, 599, 1201));
            assertThat(events.streamEvents("c", 598, 10))
                    .extracting(StoredEvent::position)
                    .containsExactly(1200L, 1201L);
        }
    }

    @Test
    void keepsIdentifiersApart() {
        Set<String> streams =
                new HashSet<>(List.of("a", "a\u0000", "a\u0000b", "ä", "a ", " a", "A", "x".repeat(5000)));
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            streams.forEach(stream -> engine.appendEvents(events(stream, 3)));

            assertThat(streams)
                    .allSatisfy(stream -> assertThat(engine.readEvents(stream).asStream())
                            .hasSize(3)
                            .allMatch(read -> read.getAggregateIdentifier().equals(stream)));
        }
    }

    @Test
    void leavesNothingOfADroppedSnapshotInItsFilesOnceCompacted() throws Exception {
        String secret = "a-name-nobody-should-find";
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            engine.appendEvents(event("a", 0));
            engine.storeSnapshot(new GenericDomainEventMessage<>("type", "a", 0, secret));
            store.compact();
            assertThat(filesHold(secret)).isTrue();

            store.dropSnapshot("a");
            store.compact();

            assertThat(filesHold(secret)).isFalse();
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    private boolean filesHold(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long appendUntilRefused(RocksEventStorageEngine engine) {
        for (long sequence = 0; ; sequence++) {
            try {
                engine.appendEvents(event("filling", sequence));
            } catch (StoreException refused) {
                assertThat(refused.error()).isEqualTo(StoreError.DISK_FULL);
                return sequence;
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void assertError(StoreError error, ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(error.code())
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.error()).isEqualTo(error));
    }
}
