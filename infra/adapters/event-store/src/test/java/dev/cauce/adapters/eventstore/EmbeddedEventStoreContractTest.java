package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.AGGREGATE;
import static dev.cauce.adapters.eventstore.TestEvents.event;
import static dev.cauce.adapters.eventstore.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Axon's {@code EmbeddedEventStore} on this engine, by the cases of Axon 4.13's {@code EmbeddedEventStoreTest}:
 * existingEventIsPassedToReader, eventPublishedAfterOpeningStreamIsPassedToReaderImmediately,
 * readingIsBlockedWhenStoreIsEmpty, readingIsBlockedWhenEndOfStreamIsReached, readingCanBeContinuedUsingLastToken,
 * eventIsFetchedFromCacheWhenFetchedASecondTime, periodicPollingWhenEventStorageIsUpdatedIndependently,
 * consumerStopsTailingWhenItFallsBehindTheCache, loadWithoutSnapshot, loadWithSnapshot, loadWithFailingSnapshot,
 * loadEventsAfterPublishingInSameUnitOfWork, loadEventsWithOffsetAfterPublishingInSameUnitOfWork,
 * eventsAppendedInvisibleUntilUnitOfWorkIsCommitted, stagedEventsNotDuplicatedAfterCommit, customThreadFactoryIsUsed,
 * openStreamReadsEventsFromAnEventProducedByVerifyThreadFactoryOperation,
 * tailingConsumptionThreadIsNeverCreatedIfEventConsumptionOptimizationIsSwitchedOff,
 * eventStreamKeepsReturningEventsIfEventConsumptionOptimizationIsSwitchedOff. Two are about the event store alone and
 * say nothing of an engine: streamEventsShouldNotReturnDuplicateTokens and appendEventsCreatesCorrectSpans.
 *
 * <p>The timeouts only end a test that hangs.
 */
@Timeout(60)
class EmbeddedEventStoreContractTest {

    private static final int CACHED_EVENTS = 10;
    private static final long NEVER = TimeUnit.HOURS.toMillis(1);

    @TempDir
    private Path folder;

    private final AtomicInteger producers = new AtomicInteger();
    private RocksEventStore rocks;
    private RocksEventStorageEngine engine;
    private EmbeddedEventStore events;

    @BeforeEach
    void open() {
        rocks = TestEvents.store(folder);
        engine = TestEvents.engine(rocks).build();
        events = embedded(NEVER, NEVER, true);
    }

    @AfterEach
    void close() {
        events.shutDown();
        rocks.close();
    }

    private EmbeddedEventStore embedded(long fetchDelay, long cleanupDelay, boolean optimized) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .cachedEvents(CACHED_EVENTS)
                .fetchDelay(fetchDelay)
                .cleanupDelay(cleanupDelay)
                .optimizeEventConsumption(optimized)
                .threadFactory(task -> {
                    producers.incrementAndGet();
                    return Thread.ofPlatform().daemon().unstarted(task);
                })
                .build();
    }

    @Test
    void aReaderGetsWhatIsThere() throws Exception {
        DomainEventMessage<?> expected = event(AGGREGATE, 0);
        events.publish(expected);

        try (TrackingEventStream stream = events.openStream(null)) {
            assertThat(stream.hasNextAvailable()).isTrue();
            TrackedEventMessage<?> actual = stream.nextAvailable();
            assertThat(actual.getIdentifier()).isEqualTo(expected.getIdentifier());
            assertThat(actual.getPayload()).isEqualTo(expected.getPayload());
            assertThat(((DomainEventMessage<?>) actual).getAggregateIdentifier())
                    .isEqualTo(AGGREGATE);
        }
    }

    @Test
    void aReaderThatWaitsIsToldOfWhatIsPublished() throws Exception {
        try (TrackingEventStream stream = events.openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            DomainEventMessage<?> expected = event(AGGREGATE, 0);
            FutureTask<TrackedEventMessage<?>> reading = waiting(stream::nextAvailable);
            events.publish(expected);

            assertThat(reading.get().getIdentifier()).isEqualTo(expected.getIdentifier());
        }
    }

    @Test
    void aReaderWaitsAtTheEndOfWhatIsThere() throws Exception {
        events.publish(event(AGGREGATE, 0));
        try (TrackingEventStream stream = events.openStream(null)) {
            stream.nextAvailable();
            FutureTask<TrackedEventMessage<?>> reading = waiting(stream::nextAvailable);
            assertThat(reading.isDone()).isFalse();
            DomainEventMessage<?> second = event("other", 0);
            events.publish(second);

            assertThat(reading.get().getIdentifier()).isEqualTo(second.getIdentifier());
        }
    }

    @Test
    void aReaderGoesOnFromItsLastToken() throws Exception {
        List<DomainEventMessage<String>> published = events(AGGREGATE, 2);
        events.publish(published);

        TrackedEventMessage<?> first = events.openStream(null).nextAvailable();
        TrackedEventMessage<?> second = events.openStream(first.trackingToken()).nextAvailable();

        assertThat(first.getIdentifier()).isEqualTo(published.get(0).getIdentifier());
        assertThat(second.getIdentifier()).isEqualTo(published.get(1).getIdentifier());
    }

    @Test
    void readersShareWhatIsCached() throws Exception {
        TrackingEventStream first = events.openStream(null);
        assertThat(first.hasNextAvailable()).isFalse();
        events.publish(events(AGGREGATE, 2));
        TrackedEventMessage<?> one = first.nextAvailable();
        TrackedEventMessage<?> two = first.nextAvailable();

        TrackedEventMessage<?> again = events.openStream(one.trackingToken()).nextAvailable();

        assertThat(again).isSameAs(two);
    }

    @Test
    void eventsAppendedPastTheStoreAreFoundByPolling() throws Exception {
        events.shutDown();
        events = embedded(20, NEVER, true);
        try (TrackingEventStream stream = events.openStream(null)) {
            FutureTask<TrackedEventMessage<?>> reading = waiting(stream::nextAvailable);
            DomainEventMessage<?> expected = event(AGGREGATE, 0);
            engine.appendEvents(expected);

            assertThat(reading.get().getIdentifier()).isEqualTo(expected.getIdentifier());
        }
    }

    @Test
    void aReaderThatFallsBehindTheCacheMissesNothing() throws Exception {
        events.shutDown();
        events = embedded(NEVER, 20, true);
        try (TrackingEventStream slow = events.openStream(null);
                TrackingEventStream quick = events.openStream(null)) {
            assertThat(slow.hasNextAvailable()).isFalse();
            assertThat(quick.hasNextAvailable()).isFalse();
            int count = CACHED_EVENTS * 5;
            for (DomainEventMessage<String> event : events(AGGREGATE, count)) {
                events.publish(event);
                assertThat(quick.nextAvailable().getIdentifier()).isEqualTo(event.getIdentifier());
            }

            List<Long> positions = new ArrayList<>();
            while (positions.size() < count) {
                positions.add(slow.nextAvailable().trackingToken().position().orElseThrow());
            }

            assertThat(positions).isSorted().doesNotHaveDuplicates().hasSize(count);
            assertThat(slow.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void aReaderGetsItsEventsFromAProducerThread() throws Exception {
        try (TrackingEventStream stream = events.openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            events.publish(events(AGGREGATE, 5));
            for (int read = 0; read < 5; read++) {
                // Axon's wait misses an event that comes as it begins, so nobody may wait without end.
                while (!stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
                stream.nextAvailable();
            }

            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(producers).hasPositiveValue();
        }
    }

    @Test
    void withoutTheSharedCacheThereIsNoProducerThread() throws Exception {
        events.shutDown();
        producers.set(0);
        events = embedded(NEVER, NEVER, false);
        try (TrackingEventStream stream = events.openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            events.publish(events(AGGREGATE, 5));
            int read = 0;
            while (stream.hasNextAvailable()) {
                stream.nextAvailable();
                read++;
            }

            assertThat(read).isEqualTo(5);
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(producers).hasValue(0);
        }
    }

    @Test
    void anAggregateIsLoadedFromItsEvents() {
        events.publish(events(AGGREGATE, 110));

        assertThat(sequences()).hasSize(110).last().isEqualTo(109L);
    }

    @Test
    void anAggregateIsLoadedFromItsSnapshot() {
        events.publish(events(AGGREGATE, 110));
        engine.storeSnapshot(event(AGGREGATE, 30));

        assertThat(sequences()).hasSize(80).startsWith(30L, 31L).endsWith(109L);
    }

    @Test
    void anAggregateWithADamagedSnapshotIsLoadedFromItsEvents() {
        events.publish(events(AGGREGATE, 110));
        rocks.keepSnapshot(AGGREGATE, 30, new byte[] {9, 9, 9});

        assertThat(sequences()).hasSize(110).startsWith(0L);
    }

    @Test
    void eventsOfAUnitOfWorkAreReadInIt() {
        List<DomainEventMessage<String>> published = events(AGGREGATE, 10);
        events.publish(published.subList(0, 2));

        DefaultUnitOfWork.startAndGet(null).execute(() -> {
            assertThat(sequences()).hasSize(2);
            events.publish(published.subList(2, 10));
            assertThat(sequences()).hasSize(10);
            assertThat(events.readEvents(AGGREGATE, 2).asStream()).hasSize(8);
        });
        assertThat(rocks.events().head()).isEqualTo(10);
    }

    @Test
    void eventsOfAUnitOfWorkAreInvisibleOutsideUntilItIsCommitted() {
        List<DomainEventMessage<String>> published = events(AGGREGATE, 10);
        events.publish(published.subList(0, 2));
        DefaultUnitOfWork<Message<?>> unit = DefaultUnitOfWork.startAndGet(null);
        events.publish(published.subList(2, 10));

        CurrentUnitOfWork.clear(unit);
        assertThat(sequences()).hasSize(2);
        CurrentUnitOfWork.set(unit);
        assertThat(sequences()).hasSize(10);
        unit.rollback();

        assertThat(sequences()).hasSize(2);
    }

    @Test
    void stagedEventsAreNotReadTwiceAfterTheyAreCommitted() {
        List<DomainEventMessage<String>> published = events(AGGREGATE, 10);
        events.publish(published.subList(0, 2));
        DefaultUnitOfWork<Message<?>> outer = DefaultUnitOfWork.startAndGet(null);
        events.publish(published.subList(2, 4));
        DefaultUnitOfWork<Message<?>> inner = DefaultUnitOfWork.startAndGet(null);
        events.publish(published.subList(4, 10));
        AtomicInteger looked = new AtomicInteger();
        for (DefaultUnitOfWork<Message<?>> unit : List.of(inner, outer)) {
            unit.onPrepareCommit(any -> looked.addAndGet(sequences().size()));
            unit.onCommit(any -> looked.addAndGet(sequences().size()));
            unit.afterCommit(any -> looked.addAndGet(sequences().size()));
        }

        inner.commit();
        outer.commit();

        assertThat(looked).hasValue(6 * 10);
    }

    @Test
    void plainEventsArePublishedToo() throws Exception {
        EventMessage<String> plain = new GenericEventMessage<>("plain");
        events.publish(plain);

        assertThat(events.openStream(null).nextAvailable().getIdentifier()).isEqualTo(plain.getIdentifier());
    }

    private List<Long> sequences() {
        return events.readEvents(AGGREGATE)
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    /** Starts it on a thread of its own and returns once that thread waits. */
    private static <T> FutureTask<T> waiting(Callable<T> reading) {
        FutureTask<T> task = new FutureTask<>(reading);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            assertThat(task.isDone()).as("it waits for an event").isFalse();
            Thread.onSpinWait();
        }
        return task;
    }
}
