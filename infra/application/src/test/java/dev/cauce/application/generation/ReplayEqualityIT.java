package dev.cauce.application.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.messaging.TokenLast;
import dev.cauce.platform.projection.ViewHash;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.account.AccountsProjection;
import dev.cauce.query.campaign.CampaignResultsProjection;
import dev.cauce.query.invoice.InvoicesProjection;
import dev.cauce.query.onboarding.OnboardingProjection;
import dev.cauce.query.revenue.RevenueProjection;
import dev.cauce.query.subscription.SubscriptionsProjection;
import dev.cauce.testsupport.SampleMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** A view comes out the same in however many segments and whatever batches a pooled processor replays it. */
@Timeout(300)
class ReplayEqualityIT {

    private static final int SUBJECTS = 8;
    private static final int ROUNDS = 2;

    @TempDir
    private static Path data;

    private static EmbeddedDocumentStore documents;
    private static MongoClient client;
    private static EmbeddedEventStore events;
    private static ScheduledExecutorService threads;
    private static long last;

    @BeforeAll
    static void begin() throws Exception {
        documents = EmbeddedDocumentStore.start(data.resolve("documents"));
        client = MongoClients.create(documents.connectionString());
        threads = Executors.newScheduledThreadPool(6);
        List<EventMessage<?>> history = history();
        last = history.size() - 1L;
        events = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        events.publish(history);
    }

    @AfterAll
    static void end() {
        events.shutDown();
        threads.shutdownNow();
        client.close();
        documents.close();
    }

    static Stream<Arguments> projections() {
        return Stream.of(
                projection(AccountsProjection.NAME, AccountsProjection::new),
                projection(SubscriptionsProjection.NAME, SubscriptionsProjection::new),
                projection(InvoicesProjection.NAME, InvoicesProjection::new),
                projection(RevenueProjection.NAME, RevenueProjection::new),
                projection(OnboardingProjection.NAME, OnboardingProjection::new),
                projection(CampaignResultsProjection.NAME, CampaignResultsProjection::new));
    }

    private static Arguments projection(String view, Function<Views, Object> projection) {
        return Arguments.of(view, projection);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("projections")
    void segmentsAndBatchesSayNothing(String view, Function<Views, Object> projection) {
        String expected = replayed(view, projection, 1, 1);
        assertThat(client.getDatabase(view + "-1-1").getCollection(view).countDocuments())
                .isGreaterThan(1);
        for (int segments : new int[] {1, 4}) {
            for (int batch : new int[] {1, 7, 200}) {
                if (segments > 1 || batch > 1) {
                    assertThat(replayed(view, projection, segments, batch))
                            .as("%d segments, batches of %d", segments, batch)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static String replayed(String view, Function<Views, Object> projection, int segments, int batch) {
        String database = view + "-" + segments + "-" + batch;
        Views views = new Views(new SimpleMongoClientDatabaseFactory(client, database), (name, documentIds) -> {});
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(database)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(projection.apply(views))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                        .build())
                .messageSource(events)
                .tokenStore(new TokenLast(new InMemoryTokenStore()))
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(segments)
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(batch)
                .build();
        processor.start();
        try {
            awaitEnd(processor, segments);
        } finally {
            processor.shutDown();
        }
        return ViewHash.of(client.getDatabase(database), view);
    }

    private static void awaitEnd(PooledStreamingEventProcessor processor, int segments) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!atEnd(processor, segments)) {
            assertThat(System.nanoTime())
                    .as(processor.processingStatus().toString())
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static boolean atEnd(PooledStreamingEventProcessor processor, int segments) {
        var status = processor.processingStatus();
        return status.size() == segments
                && status.values().stream()
                        .allMatch(each -> each.getCurrentPosition().orElse(-1L) >= last);
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
                    Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(history.size());
                    Event event = new SampleMessages(Map.of(
                                    AccountId.class, new AccountId("account-" + subject % 5),
                                    SubscriptionId.class, new SubscriptionId("subscription-" + subject),
                                    InvoiceId.class, new InvoiceId("invoice-" + subject),
                                    RecipientId.class, new RecipientId("recipient-" + subject),
                                    CampaignId.class, new CampaignId("campaign-" + subject % 3),
                                    PlanId.class, new PlanId("plan-" + (subject + round) % 3),
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

    /** Named by the kind of the event and what comes after its tenant, which is what its stream is about. */
    private static String stream(Event event) throws ReflectiveOperationException {
        var components = event.getClass().getRecordComponents();
        Object id = components[components.length > 1 ? 1 : 0].getAccessor().invoke(event);
        return event.getClass().getInterfaces()[0].getSimpleName() + "/" + id;
    }
}
