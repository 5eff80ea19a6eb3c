package dev.cauce.application.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.application.administration.PoisonedProjection;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.application.processing.RuntimeProcessors;
import dev.cauce.application.processing.ServedGenerations;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.ml.churn.scoring.ChurnScoresProjection;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.messaging.TokenLast;
import dev.cauce.platform.projection.ViewHash;
import dev.cauce.platform.projection.Views;
import dev.cauce.testsupport.SampleMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/**
 * A view comes out the same in however many segments and whatever batches it is replayed: the application's own groups,
 * run by its own processors (sequencing, dead letters, error handling) with tokens and views in a document store.
 */
@ExtendWith(WholeApplication.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ReplayEqualityIT {

    /** Scores depend on stored models too, which no sample event brings along; the other is a test's. */
    private static final Set<String> LEFT_OUT = Set.of(ChurnScoresProjection.NAME, PoisonedProjection.NAME);

    private static final int SUBJECTS = 8;
    private static final int ACCOUNTS = 5;
    private static final int ROUNDS = 2;
    private static final int MOST_SEGMENTS = 4;

    @TempDir
    static Path data;

    private final ScheduledExecutorService coordinators = Executors.newScheduledThreadPool(2);
    /** One: each segment in turn handles all that waits for it, and so they get as far out of step as they can. */
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(1);

    private EmbeddedDocumentStore documents;
    private MongoClient client;
    private MongoConverter converter;
    private EmbeddedEventStore events;
    private List<ProjectionGroup> groups;
    private long last;
    private int runs;

    @BeforeAll
    void begin(Whole whole) throws Exception {
        converter = whole.http().bean(MongoConverter.class);
        groups = whole.http().beans(ProjectionGroup.class).stream()
                .filter(group -> !LEFT_OUT.contains(group.name()))
                .toList();
        documents = EmbeddedDocumentStore.start(data.resolve("documents"));
        client = MongoClients.create(documents.connectionString());
        List<EventMessage<?>> history = history();
        last = history.size() - 1L;
        events = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        events.publish(history);
    }

    @AfterAll
    void end() {
        events.shutDown();
        coordinators.shutdownNow();
        worker.shutdownNow();
        client.close();
        documents.close();
    }

    Stream<ProjectionGroup> groups() {
        return groups.stream();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void segmentsAndBatchesSayNothing(ProjectionGroup group) {
        Map<String, String> expected = replayed(group, 1, 1);
        for (int segments : new int[] {1, group.segments()}) {
            for (int batch : new int[] {1, 7, 200}) {
                assertThat(replayed(group, segments, batch))
                        .as("%s in %d segments, batches of %d", group.name(), segments, batch)
                        .isEqualTo(expected);
            }
        }
    }

    /** Otherwise the test would say nothing. */
    @Test
    void aViewThatDependsOnBatchesOrOnSegmentsIsFound() {
        ProjectionGroup wrong = new ProjectionGroup(
                Dependent.NAME,
                List.of(Dependent.NAME),
                MOST_SEGMENTS,
                (views, mongo) -> List.of(new Dependent(views)));

        Map<String, String> expected = replayed(wrong, 1, 1);

        assertThat(replayed(wrong, 1, 1)).isEqualTo(expected);
        assertThat(replayed(wrong, 1, 7)).isNotEqualTo(expected);
        assertThat(replayed(wrong, MOST_SEGMENTS, 1)).isNotEqualTo(expected);
    }

    /** Keeps what no view may depend on: how many events were handled at once, and which thread of how many did. */
    static final class Dependent {

        static final String NAME = "dependent";

        private final Views views;

        Dependent(Views views) {
            this.views = views;
        }

        @EventHandler
        void on(AccountRegistered event, @SequenceNumber long sequence) {
            String segment = CurrentUnitOfWork.get().resources().entrySet().stream()
                    .filter(resource -> resource.getKey().endsWith("SegmentId"))
                    .map(resource -> String.valueOf(resource.getValue()))
                    .findFirst()
                    .orElseThrow();
            int together = CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?> batch
                    ? batch.getMessages().size()
                    : 1;
            views.change(NAME, Views.documentId(event.tenantId(), event.accountId()), "account", sequence)
                    .set("together", together)
                    .set("segment", segment);
        }
    }

    /** Replays a group from empty; answers with the hash of each of its views. */
    private Map<String, String> replayed(ProjectionGroup like, int segments, int batch) {
        ProjectionGroup group = new ProjectionGroup(like.name(), like.collections(), segments, like.versions());
        String database = "run-" + runs++;
        SimpleMongoClientDatabaseFactory stored = new SimpleMongoClientDatabaseFactory(client, database);
        DefaultMongoTemplate tokens =
                DefaultMongoTemplate.builder().mongoDatabase(client, database).build();
        Serializer serializer = CauceJson.serializer();
        RuntimeProcessors running = new RuntimeProcessors();
        DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration -> events)
                .configureSerializer(configuration -> serializer)
                .registerModule(running)
                .registerComponent(
                        org.axonframework.eventhandling.tokenstore.TokenStore.class,
                        configuration -> new TokenLast(MongoTokenStore.builder()
                                .mongoTemplate(tokens)
                                .serializer(serializer)
                                .build()))
                .buildConfiguration();
        ServedGenerations served = new ServedGenerations(List.of(group), System::nanoTime);
        GenerationProcessors processors = new GenerationProcessors(
                running,
                served,
                stored,
                converter,
                tokens,
                serializer,
                serializer,
                List.of(),
                List::of,
                worker,
                worker,
                (configuration, builder) -> builder.batchSize(batch)
                        .coordinatorExecutor(coordinators)
                        .enableCoordinatorClaimExtension());
        processors.start(
                group,
                Generation.begun(1, group.version(), Instant.EPOCH),
                group.versions().get(group.version()));
        try {
            awaitEnd(processors, group);
        } finally {
            processors.stopAll();
        }
        assertThat(processors.deadLetters(group, 1))
                .as("dead letters of %s", group.name())
                .isZero();
        Map<String, String> hashes = new HashMap<>();
        long shown = 0;
        for (String view : group.collections()) {
            hashes.put(view, ViewHash.of(client.getDatabase(database), view));
            shown += client.getDatabase(database)
                    .getCollection(view, Document.class)
                    .countDocuments();
        }
        assertThat(shown).as(group.name()).isPositive();
        return hashes;
    }

    private void awaitEnd(GenerationProcessors processors, ProjectionGroup group) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (processors.position(group, 1) < last) {
            assertThat(System.nanoTime()).as(group.name()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /**
     * Every event that there is, of subjects that share accounts, campaigns and plans, and again with other content.
     */
    private static List<EventMessage<?>> history() throws Exception {
        List<EventMessage<?>> history = new ArrayList<>();
        Map<String, Long> sequences = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Class<? extends Event> type : SampleMessages.types(Event.class)) {
                for (int subject = 0; subject < SUBJECTS; subject++) {
                    if (erases(type) && subject % ACCOUNTS % 2 == 0) {
                        continue;
                    }
                    Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(history.size());
                    Event event = new SampleMessages(Map.of(
                                    AccountId.class, new AccountId("account-" + subject % ACCOUNTS),
                                    SubscriptionId.class, new SubscriptionId("subscription-" + subject),
                                    InvoiceId.class, new InvoiceId("invoice-" + subject),
                                    RecipientId.class, new RecipientId("recipient-" + subject),
                                    CampaignId.class, new CampaignId("campaign-" + subject % 3),
                                    PlanId.class, new PlanId("plan-" + (subject + round) % 3),
                                    // Made-up numbers would be more money than there is.
                                    SubscriptionTerms.class, terms(subject, round),
                                    Instant.class, at))
                            .of(type);
                    String stream = stream(event);
                    long sequence = sequences.merge(stream, 0L, (before, first) -> before + 1);
                    history.add(new GenericDomainEventMessage<>(
                            "sample", stream, sequence, event, Map.of(), stream + "#" + sequence, at));
                }
            }
        }
        return history;
    }

    private static SubscriptionTerms terms(int subject, int round) {
        return new SubscriptionTerms(
                new PlanId("plan-" + (subject + round) % 3),
                1,
                "EUR",
                BillingInterval.MONTH,
                4_900,
                1 + (subject + round) % 4,
                BillingMode.IN_ADVANCE);
    }

    /** Of a person who was erased little is shown, and little could differ: so not everybody is. */
    private static boolean erases(Class<? extends Event> type) {
        return type.getSimpleName().endsWith("Erased");
    }

    /** Named by the kind of the event and what comes after its tenant, which is what its stream is about. */
    private static String stream(Event event) throws ReflectiveOperationException {
        var components = event.getClass().getRecordComponents();
        Object id = components[components.length > 1 ? 1 : 0].getAccessor().invoke(event);
        return event.getClass().getInterfaces()[0].getSimpleName() + "/" + id;
    }
}
