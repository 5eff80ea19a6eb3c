package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.AGGREGATE;
import static dev.cauce.adapters.eventstore.TestEvents.event;
import static dev.cauce.adapters.eventstore.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Axon 4.13 asks of a storage engine, case by case.
 *
 * <p>From its {@code EventStorageEngineTest}: storeAndLoadEvents, appendAndReadNonDomainEvent, storeAndLoadEventsArray,
 * storeAndLoadApplicationEvent, returnedEventMessageBehavior, loadNonExistent, readPartialStream, storeAndLoadSnapshot,
 * loadTrackedEvents, loadPartialStreamOfTrackedEvents, createTailToken, createHeadToken, createTokenAt,
 * createTokenAtExactTime, createTokenWithUnorderedEvents, createTokenAtTimeAfterLastEvent,
 * createTokenAtTimeBeforeFirstEvent.
 *
 * <p>From {@code AbstractEventStorageEngineTest}: uniqueKeyConstraintOnFirstEventIdentifier…,
 * uniqueKeyConstraintOnEventIdentifier, storeAndLoadEventsWithUpcaster, storeDuplicateFirstEvent…,
 * storeDuplicateEventWithExceptionTranslator, storeDuplicateEventWithoutExceptionResolver,
 * snapshotFilterAllowsSnapshots, snapshotFilterRejectsSnapshots, snapshotFilterRejectsSnapshotsOnCombinedFilter.
 *
 * <p>From {@code BatchingEventStorageEngineTest}: loadLargeAmountOfEventsFromAggregateStream,
 * loadLargeAmountFromOpenStream.
 *
 * <p>From {@code JdbcEventStorageEngineTest}, as far as it is not about SQL or gaps: storeTwoExactSameSnapshots,
 * loadLastSequenceNumber, eventsWithUnknownPayloadTypeDoNotResultInError,
 * readEventsForAggregate…ReturnsTheCompleteStream. Its streams with holes cannot be made here: see
 * {@link Conflicts#refusesToSkipASequenceNumber()}.
 */
class StorageEngineContractTest {

    @TempDir
    private Path folder;

    private RocksEventStore store;
    private RocksEventStorageEngine engine;

    @BeforeEach
    void open() {
        store = TestEvents.store(folder);
        engine = TestEvents.engine(store).build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class Streams {

        @Test
        void holdTheEventsOfOneAggregate() {
            engine.appendEvents(events(AGGREGATE, 4));
            engine.appendEvents(event("other", 0));

            assertThat(engine.readEvents(AGGREGATE).asStream()).hasSize(4);
            assertThat(engine.readEvents("other").asStream()).hasSize(1);
        }

        @Test
        void takeEventsGivenOneByOne() {
            engine.appendEvents(event(AGGREGATE, 0), event(AGGREGATE, 1));

            assertThat(engine.readEvents(AGGREGATE).asStream()).hasSize(2);
        }

        @Test
        void areEmptyForAnAggregateThatDoesNotExist() {
            assertThat(engine.readEvents(UUID.randomUUID().toString()).asStream())
                    .isEmpty();
        }

        @Test
        void canBeReadFromTheirMiddle() {
            engine.appendEvents(events(AGGREGATE, 5));

            assertThat(engine.readEvents(AGGREGATE, 2).asStream().map(DomainEventMessage::getSequenceNumber))
                    .isEqualTo(List.of(2L, 3L, 4L));
        }

        @Test
        void canBeReadFromTheirEndAndPastIt() {
            engine.appendEvents(events(AGGREGATE, 5));

            assertThat(engine.readEvents(AGGREGATE, 4).asStream()).hasSize(1);
            assertThat(engine.readEvents(AGGREGATE, 5).asStream()).isEmpty();
        }

        @Test
        void areReadInBatchesToTheirEnd() {
            int count = engine.batchSize() + 10;
            engine.appendEvents(events(AGGREGATE, count));
            engine.appendEvents(new GenericEventMessage<>("test"));

            assertThat(engine.readEvents(AGGREGATE).asStream().map(DomainEventMessage::getSequenceNumber))
                    .hasSize(count)
                    .last()
                    .isEqualTo(count - 1L);
        }

        @Test
        void areCompleteWhateverTheBatchSize() {
            engine.appendEvents(events(AGGREGATE, 7));

            for (int batch = 1; batch <= 8; batch++) {
                assertThat(TestEvents.engine(store)
                                .batchSize(batch)
                                .build()
                                .readEvents(AGGREGATE)
                                .asStream()
                                .map(DomainEventMessage::getSequenceNumber))
                        .isEqualTo(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L));
            }
        }

        @Test
        void knowTheirLastSequenceNumber() {
            engine.appendEvents(event(AGGREGATE, 0), event(AGGREGATE, 1));

            assertThat(engine.lastSequenceNumberFor(AGGREGATE)).contains(1L);
            assertThat(engine.lastSequenceNumberFor("inexistent")).isEmpty();
        }

        @Test
        void passThroughTheUpcasters() {
            engine = TestEvents.engine(store)
                    .upcasterChain(events -> events.flatMap(event -> Stream.of(event, event)))
                    .build();
            engine.appendEvents(events(AGGREGATE, 4));

            assertThat(engine.readEvents(AGGREGATE).asStream().map(DomainEventMessage::getPayload))
                    .isEqualTo(List.of(
                            "payload0",
                            "payload0",
                            "payload1",
                            "payload1",
                            "payload2",
                            "payload2",
                            "payload3",
                            "payload3"));
        }

        @Test
        void giveBackEverythingOfAnEvent() {
            Instant time = Instant.parse("2026-02-03T04:05:06.123456789Z");
            DomainEventMessage<?> written = event(AGGREGATE, 0, time).withMetaData(Map.of("key", "value"));
            engine.appendEvents(written);

            DomainEventMessage<?> read = engine.readEvents(AGGREGATE).next();

            assertThat(read.getIdentifier()).isEqualTo(written.getIdentifier());
            assertThat(read.getType()).isEqualTo("type");
            assertThat(read.getPayload()).isEqualTo("payload0");
            assertThat(read.getMetaData()).isEqualTo(MetaData.with("key", "value"));
            assertThat(read.getTimestamp()).isEqualTo(time);
        }

        @Test
        void giveMessagesWhoseMetaDataCanBeReplacedAndExtended() {
            engine.appendEvents(event(AGGREGATE, 0).withMetaData(Map.of("key", "value")));
            DomainEventMessage<?> read = engine.readEvents(AGGREGATE).next();

            DomainEventMessage<?> altered = read.withMetaData(Map.of("key2", "value"));
            DomainEventMessage<?> combined = read.andMetaData(Map.of("key2", "value"));

            assertThat(altered.getMetaData()).containsOnlyKeys("key2");
            assertThat(combined.getMetaData()).containsOnlyKeys("key", "key2");
            assertThat(read.getMetaData()).containsOnlyKeys("key");
        }
    }

    @Nested
    class EventsWithoutAnAggregate {

        @Test
        void comeBackAsTheyWere() {
            engine.appendEvents(new GenericEventMessage<>("application event", MetaData.with("key", "value")));

            List<? extends TrackedEventMessage<?>> read =
                    engine.readEvents(null, false).toList();

            assertThat(read).hasSize(1);
            assertThat(read.getFirst()).isNotInstanceOf(DomainEventMessage.class);
            assertThat(read.getFirst().getPayload()).isEqualTo("application event");
            assertThat(read.getFirst().getMetaData()).isEqualTo(MetaData.with("key", "value"));
        }

        @Test
        void belongToNoAggregateThatHappensToBearTheirIdentifier() {
            GenericEventMessage<String> plain = new GenericEventMessage<>("application event");
            engine.appendEvents(plain);

            assertThat(engine.readEvents(plain.getIdentifier()).asStream()).isEmpty();
        }

        @Test
        void areRefusedTwice() {
            GenericEventMessage<String> plain = new GenericEventMessage<>("application event");
            engine.appendEvents(plain);

            assertThatThrownBy(() -> engine.appendEvents(plain)).isInstanceOf(ConcurrencyException.class);
        }
    }

    @Nested
    class Conflicts {

        @Test
        void onAFirstEventSayThatTheAggregateExists() {
            assertThatThrownBy(() -> engine.appendEvents(event(AGGREGATE, 0), event(AGGREGATE, 0)))
                    .isInstanceOf(AggregateStreamCreationException.class);
        }

        @Test
        void onALaterEventAreConcurrencyExceptions() {
            assertThatThrownBy(() -> engine.appendEvents(event(AGGREGATE, 1), event(AGGREGATE, 1)))
                    .isInstanceOf(ConcurrencyException.class);
        }

        @Test
        void withStoredEventsAreFoundToo() {
            engine.appendEvents(events(AGGREGATE, 3));

            assertThatThrownBy(() -> engine.appendEvents(event(AGGREGATE, 0)))
                    .isInstanceOf(AggregateStreamCreationException.class);
            assertThatThrownBy(() -> engine.appendEvents(event(AGGREGATE, 2)))
                    .isInstanceOf(ConcurrencyException.class)
                    .hasMessageContaining("[2]")
                    .hasCauseInstanceOf(StreamConflict.class);
        }

        @Test
        void areLeftAloneByAResolverThatKnowsNone() {
            engine = TestEvents.engine(store)
                    .persistenceExceptionResolver(failure -> false)
                    .build();

            assertThatThrownBy(() -> engine.appendEvents(event(AGGREGATE, 0), event(AGGREGATE, 0)))
                    .isInstanceOf(EventStoreException.class);
        }

        @Test
        void ofEventIdentifiersAreFoundInFirstEvents() {
            Instant now = Instant.now();

            assertThatThrownBy(() ->
                            engine.appendEvents(event("id", AGGREGATE, 0, now), event("id", "otherAggregate", 0, now)))
                    .isInstanceOf(AggregateStreamCreationException.class);
        }

        @Test
        void ofEventIdentifiersAreFoundInLaterEvents() {
            Instant now = Instant.now();

            assertThatThrownBy(() ->
                            engine.appendEvents(event("id", AGGREGATE, 1, now), event("id", "otherAggregate", 1, now)))
                    .isInstanceOf(ConcurrencyException.class);
        }

        @Test
        void ofEventIdentifiersAreFoundAmongStoredEvents() {
            Instant now = Instant.now();
            engine.appendEvents(event("id", AGGREGATE, 1, now));

            assertThatThrownBy(() -> engine.appendEvents(event("id", "otherAggregate", 1, now)))
                    .isInstanceOf(ConcurrencyException.class);
        }

        @Test
        void leaveNothingOfTheirAppendBehind() {
            engine.appendEvents(events(AGGREGATE, 3));

            assertThatThrownBy(() -> engine.appendEvents(event("new", 0), event(AGGREGATE, 2)))
                    .isInstanceOf(ConcurrencyException.class);

            assertThat(store.events().head()).isEqualTo(3);
            assertThat(engine.readEvents("new").asStream()).isEmpty();
            engine.appendEvents(event("new", 0), event(AGGREGATE, 3));
            assertThat(store.verify().findings()).isEmpty();
        }

        @Test
        void refusesToSkipASequenceNumber() {
            engine.appendEvents(events(AGGREGATE, 3));

            assertThatThrownBy(() -> engine.appendEvents(event(AGGREGATE, 4)))
                    .isInstanceOf(ConcurrencyException.class)
                    .hasMessageContaining("does not follow 2");
        }
    }

    @Nested
    class Snapshots {

        @Test
        void theLatestWinsInWhateverOrderTheyCome() {
            engine.storeSnapshot(event(AGGREGATE, 0));
            engine.storeSnapshot(event(AGGREGATE, 1));
            engine.storeSnapshot(event(AGGREGATE, 3));
            engine.storeSnapshot(event(AGGREGATE, 2));

            assertThat(engine.readSnapshot(AGGREGATE).map(DomainEventMessage::getSequenceNumber))
                    .contains(3L);
        }

        @Test
        void canBeStoredTwice() {
            engine.storeSnapshot(event(AGGREGATE, 1));
            engine.storeSnapshot(event(AGGREGATE, 1));

            assertThat(engine.readSnapshot(AGGREGATE)).isPresent();
        }

        @Test
        void areNoEvents() {
            engine.storeSnapshot(event(AGGREGATE, 1));

            assertThat(engine.readEvents(AGGREGATE).asStream()).isEmpty();
            assertThat(engine.readEvents(null, false)).isEmpty();
        }

        @Test
        void passAFilterThatAllowsThem() {
            engine = TestEvents.engine(store)
                    .snapshotFilter(SnapshotFilter.allowAll())
                    .build();
            engine.storeSnapshot(event(AGGREGATE, 1));

            assertThat(engine.readSnapshot(AGGREGATE)).isPresent();
        }

        @Test
        void areHiddenByAFilterThatRejectsThem() {
            engine = TestEvents.engine(store)
                    .snapshotFilter(SnapshotFilter.rejectAll())
                    .build();
            engine.storeSnapshot(event(AGGREGATE, 1));

            assertThat(engine.readSnapshot(AGGREGATE)).isEmpty();
        }

        @Test
        void areHiddenByACombinedFilterThatRejectsThem() {
            engine = TestEvents.engine(store)
                    .snapshotFilter(SnapshotFilter.allowAll().combine(SnapshotFilter.rejectAll()))
                    .build();
            engine.storeSnapshot(event(AGGREGATE, 1));

            assertThat(engine.readSnapshot(AGGREGATE)).isEmpty();
        }

        @Test
        void canBeForgotten() {
            engine.storeSnapshot(event(AGGREGATE, 1));

            store.dropSnapshot(AGGREGATE);

            assertThat(engine.readSnapshot(AGGREGATE)).isEmpty();
        }
    }

    @Nested
    class Tracking {

        @Test
        void readsAllEventsInTheOrderTheyCame() {
            engine.appendEvents(events(AGGREGATE, 4));
            DomainEventMessage<?> last = event("other", 0);
            engine.appendEvents(last);

            assertThat(identifiers(engine.readEvents(null, false)))
                    .hasSize(5)
                    .last()
                    .isEqualTo(last.getIdentifier());
        }

        @Test
        void goesOnAfterAToken() {
            List<DomainEventMessage<String>> events = events(AGGREGATE, 4);
            engine.appendEvents(events);
            TrackingToken first =
                    engine.readEvents(null, false).findFirst().orElseThrow().trackingToken();

            assertThat(identifiers(engine.readEvents(first, false)))
                    .isEqualTo(identifiers(events.subList(1, 4).stream()));
        }

        @Test
        void crossesBatches() {
            int count = engine.batchSize() + 10;
            engine.appendEvents(events(AGGREGATE, count));
            GenericEventMessage<String> last = new GenericEventMessage<>("test");
            engine.appendEvents(last);

            assertThat(identifiers(engine.readEvents(null, false)))
                    .hasSize(count + 1)
                    .last()
                    .isEqualTo(last.getIdentifier());
        }

        @Test
        void countsPositionsWithoutGaps() {
            engine.appendEvents(events(AGGREGATE, 2));
            assertThatThrownBy(() -> engine.appendEvents(event(AGGREGATE, 0))).isNotNull();
            engine.appendEvents(events("other", 2));

            assertThat(engine.readEvents(null, false)
                            .map(event -> event.trackingToken().position().orElseThrow()))
                    .isEqualTo(List.of(1L, 2L, 3L, 4L));
        }

        @Test
        void doesNotStumbleOverAPayloadOfUnknownType() {
            DomainEventMessage<String> unknown = event(AGGREGATE, 0);
            byte[] entry = EventEncoding.encode(new EventEntry(
                    true,
                    "type",
                    AGGREGATE,
                    0,
                    unknown.getIdentifier(),
                    unknown.getTimestamp(),
                    "gone.forever.Payload",
                    null,
                    "{}".getBytes(StandardCharsets.UTF_8),
                    "{}".getBytes(StandardCharsets.UTF_8)));
            store.append(
                    List.of(new PendingEvent(AGGREGATE, 0, unknown.getIdentifier(), unknown.getTimestamp(), entry)));
            engine.appendEvents(event(AGGREGATE, 1));

            assertThat(engine.readEvents(null, false).skip(1).map(EventMessage::getPayload))
                    .isEqualTo(List.of("payload1"));
        }

        @Test
        void refusesATokenOfAnotherEngine() {
            TrackingToken foreign = new MergedTrackingToken(null, null);

            assertThatThrownBy(() -> engine.readEvents(foreign, false).toList())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void refusesATokenFromTheFuture() {
            engine.appendEvents(events(AGGREGATE, 2));

            assertThatThrownBy(() -> engine.readEvents(new GlobalSequenceTrackingToken(3), false)
                            .toList())
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            refused -> assertThat(refused.error()).isEqualTo(StoreError.TOKEN_AHEAD));
        }

        @Test
        void tellsTheUnitOfWorkWhereItsEventsEnded() {
            DefaultUnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("any"));
            engine.appendEvents(events(AGGREGATE, 3));
            Optional<Object> position =
                    Optional.ofNullable(unit.resources().get(RocksEventStorageEngine.APPENDED_POSITION));
            unit.rollback();

            assertThat(position).contains(3L);
        }

        @Test
        void tellsTheUnitOfWorkThatItsEventsAreInLineAndOnlyThen() {
            List<String> told = new ArrayList<>();
            DefaultUnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("any"));
            unit.resources().put(RocksEventStorageEngine.ON_QUEUED, (Runnable) () -> told.add("in line"));
            assertThat(told).isEmpty();
            engine.appendEvents(events(AGGREGATE, 3));
            unit.rollback();

            assertThat(told).containsExactly("in line");
        }
    }

    @Nested
    class Tokens {

        private static final String DAY = "2007-12-03T10:15:";

        private List<DomainEventMessage<String>> append(String... seconds) {
            List<DomainEventMessage<String>> events = Stream.of(seconds)
                    .map(second -> event(UUID.randomUUID().toString(), 1, Instant.parse(DAY + second + "Z")))
                    .toList();
            engine.appendEvents(events);
            return events;
        }

        private List<String> readFrom(TrackingToken token) {
            return identifiers(engine.readEvents(token, false));
        }

        @Test
        void atTheTailLieBeforeAllEvents() {
            List<DomainEventMessage<String>> events = append("00", "40", "35");

            assertThat(readFrom(engine.createTailToken())).isEqualTo(identifiers(events.stream()));
        }

        @Test
        void atTheHeadLieAfterAllEvents() {
            append("00", "40", "35");

            assertThat(readFrom(engine.createHeadToken())).isEmpty();
        }

        @Test
        void ofAnEmptyStoreLieBeforeItsFirstEvent() {
            TrackingToken tail = engine.createTailToken();
            TrackingToken head = engine.createHeadToken();
            TrackingToken any = engine.createTokenAt(Instant.now());
            List<DomainEventMessage<String>> events = append("00");

            assertThat(List.of(tail, head, any))
                    .allSatisfy(token -> assertThat(readFrom(token)).isEqualTo(identifiers(events.stream())));
        }

        @Test
        void atATimeLieBeforeTheFirstEventOfThatTimeOrLater() {
            List<DomainEventMessage<String>> events = append("00", "40", "35");

            assertThat(readFrom(engine.createTokenAt(Instant.parse(DAY + "30Z"))))
                    .isEqualTo(identifiers(events.subList(1, 3).stream()));
        }

        @Test
        void atTheVeryTimeOfAnEventIncludeIt() {
            List<DomainEventMessage<String>> events = append("30", "40", "35");

            assertThat(readFrom(engine.createTokenAt(Instant.parse(DAY + "30Z"))))
                    .isEqualTo(identifiers(events.stream()));
        }

        @Test
        void amongEventsOutOfOrderLieBeforeTheFirstOfThatTimeOrLater() {
            List<DomainEventMessage<String>> events = append("30", "40", "50", "45", "42");

            assertThat(readFrom(engine.createTokenAt(Instant.parse(DAY + "45Z"))))
                    .isEqualTo(identifiers(events.subList(2, 5).stream()));
        }

        @Test
        void afterAllEventsLieAtTheHead() {
            append("30", "40", "35");

            assertThat(readFrom(engine.createTokenAt(Instant.parse("2008-12-03T10:15:30Z"))))
                    .isEmpty();
        }

        @Test
        void beforeAllEventsLieAtTheTail() {
            List<DomainEventMessage<String>> events = append("30", "40", "35");

            assertThat(readFrom(engine.createTokenAt(Instant.parse("2006-12-03T10:15:30Z"))))
                    .isEqualTo(identifiers(events.stream()));
        }
    }

    private static List<String> identifiers(Stream<? extends EventMessage<?>> events) {
        return events.<String>map(EventMessage::getIdentifier).toList();
    }
}
