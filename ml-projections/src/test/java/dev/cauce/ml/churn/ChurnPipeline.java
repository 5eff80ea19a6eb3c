package dev.cauce.ml.churn;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.model.ChurnModelTrained;
import dev.cauce.contracts.model.ChurnTrainingFailed;
import dev.cauce.contracts.model.RecordChurnModel;
import dev.cauce.contracts.model.RecordChurnTrainingFailure;
import dev.cauce.contracts.retention.ApplyRetentionPolicy;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.RecordChurnScore;
import dev.cauce.ml.churn.features.FeatureFacts;
import dev.cauce.ml.churn.features.FeatureFactsProjection;
import dev.cauce.ml.churn.scoring.ChurnCrossings;
import dev.cauce.ml.churn.scoring.ChurnRiskQueries;
import dev.cauce.ml.churn.scoring.ChurnScoresProjection;
import dev.cauce.ml.churn.training.ChurnModelQueries;
import dev.cauce.ml.churn.training.ChurnModelStore;
import dev.cauce.ml.churn.training.ChurnModelsProjection;
import dev.cauce.ml.churn.training.ChurnTraining;
import dev.cauce.ml.churn.training.TrainingConfiguration;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.messaging.TokenLast;
import dev.cauce.platform.projection.ViewHash;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** Facts, training and scores on real processors and the MongoDB wire protocol; the aggregate's part is played here. */
public final class ChurnPipeline implements AutoCloseable {
    public static final Instant TRAINED_AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> GROUPS =
            List.of(ChurnScoresProjection.NAME, ChurnTraining.GROUP, ChurnModelsProjection.NAME);

    private final Path folder = temporaryFolder();
    private final EmbeddedDocumentStore store = EmbeddedDocumentStore.start(folder);
    private final MongoClient client;
    private final MongoTemplate mongo;
    private final FeatureFacts facts;
    private final Configuration axon;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Event> reported = new ArrayList<>();
    private final List<RecordChurnScore> crossed = new CopyOnWriteArrayList<>();
    private final List<ApplyRetentionPolicy> applied = new CopyOnWriteArrayList<>();
    private long head = -1;

    public ChurnPipeline(int batchSize, TrainingConfiguration training) {
        client = MongoClients.create(store.connectionString());
        SimpleMongoClientDatabaseFactory factory = new SimpleMongoClientDatabaseFactory(client, "test");
        mongo = new MongoTemplate(factory);
        Views views = new Views(factory, (view, ids) -> {});
        facts = new FeatureFacts(mongo);
        ChurnRiskQueries risks = new ChurnRiskQueries(mongo);
        List.of(facts, risks).forEach(stated -> stated.ensure(new ViewIndexes.Indexes(mongo)));
        ChurnModelStore models = new ChurnModelStore(mongo);
        ChurnScoresProjection scores = new ChurnScoresProjection(views, mongo, facts, models);
        Configurer configurer = DefaultConfigurer.defaultConfiguration()
                .configureSerializer(c -> CauceJson.serializer())
                .configureEmbeddedEventStore(c -> new InMemoryEventStorageEngine())
                .configureCorrelationDataProviders(c -> List.of(new MessageLineage(Clock.systemUTC())))
                .registerEventHandler(c -> new FeatureFactsProjection(views, scores))
                .registerEventHandler(c -> scores)
                .registerEventHandler(c -> new ChurnModelsProjection(views))
                .registerEventHandler(c ->
                        new ChurnTraining(facts, models, new ProcessCommands(c.commandBus()), training, 7, PATIENCE))
                .registerQueryHandler(c -> risks)
                .registerQueryHandler(c -> new ChurnModelQueries(mongo, models))
                .registerCommandHandler(c -> new Reports());
        configurer.eventProcessing(processing -> processing
                .registerTokenStore(c -> new TokenLast(new InMemoryTokenStore()))
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .usingPooledStreamingEventProcessors((c, builder) -> builder.initialSegmentCount(1)
                        .batchSize(batchSize)
                        .initialToken(source -> source.createTailToken())));
        axon = configurer.start();
    }

    /** Records events of one stream, one after another. */
    public void record(String stream, Instant at, Event... events) {
        List<EventMessage<?>> messages = new ArrayList<>();
        for (Event event : events) {
            messages.add(message(stream, at, event));
        }
        synchronized (this) {
            axon.eventStore().publish(messages);
            head += messages.size();
        }
    }

    private DomainEventMessage<Event> message(String stream, Instant at, Event event) {
        long sequence = sequences.merge(stream, 0L, (old, zero) -> old + 1);
        return new GenericDomainEventMessage<>(
                "test",
                stream,
                sequence,
                event,
                Map.of(MetadataKey.TENANT_ID, event.tenantId().value(), MetadataKey.ACTOR, "test@test"),
                UUID.randomUUID().toString(),
                at);
    }

    /** Waits until every group has seen everything, what it caused included. */
    public void settle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long settledAt;
        do {
            settledAt = head();
            for (String group : GROUPS) {
                while (position(group) < settledAt) {
                    if (System.nanoTime() > deadline) {
                        throw new AssertionError(group + " stands at " + position(group) + " of " + settledAt + ": "
                                + axon.eventProcessingConfiguration()
                                        .eventProcessor(group, StreamingEventProcessor.class)
                                        .map(StreamingEventProcessor::processingStatus));
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            }
        } while (head() != settledAt);
    }

    private synchronized long head() {
        return head;
    }

    private long position(String group) {
        return processor(group).processingStatus().values().stream()
                .mapToLong(status -> status.getTrackingToken() == null
                        ? -1
                        : status.getTrackingToken().position().orElse(-1))
                .min()
                .orElse(-1);
    }

    private StreamingEventProcessor processor(String group) {
        return axon.eventProcessingConfiguration()
                .eventProcessor(group, StreamingEventProcessor.class)
                .orElseThrow();
    }

    /** Empties the views of facts, scores and models, and fills them again from history. */
    public void replay() {
        for (String group : List.of(ChurnScoresProjection.NAME, ChurnModelsProjection.NAME)) {
            StreamingEventProcessor processor = processor(group);
            processor.shutDown();
            processor.resetTokens(source -> source.createTailToken());
            processor.start();
        }
        settle();
    }

    public <R> Optional<R> ask(Query<R> query) {
        return Optional.ofNullable(
                axon.queryGateway().query(query, query.resultType()).join());
    }

    public Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        for (String view : List.of(
                FeatureFactsProjection.FACTS,
                FeatureFactsProjection.MARKS,
                ChurnScoresProjection.NAME,
                ChurnScoresProjection.IN_USE,
                ChurnScoresProjection.RECORDS,
                ChurnScoresProjection.BANDS,
                ChurnScoresProjection.POLICIES,
                ChurnModelsProjection.NAME)) {
            hashes.put(view, ViewHash.of(mongo.getDb(), view));
        }
        return hashes;
    }

    public FeatureFacts facts() {
        return facts;
    }

    public MongoTemplate mongo() {
        return mongo;
    }

    /** What looks for crossings, as far as the scores have come. */
    public ChurnCrossings crossings() {
        return crossings(() -> position(ChurnScoresProjection.NAME));
    }

    /** What looks for crossings in scores that have come so far. */
    public ChurnCrossings crossings(LongSupplier position) {
        return new ChurnCrossings(
                mongo,
                new ProcessCommands(axon.commandBus()),
                new MessageLineage(Clock.systemUTC()),
                Clock.fixed(TRAINED_AT, ZoneOffset.UTC),
                position,
                this::head);
    }

    /** What was reported of trainings. */
    public synchronized List<Event> reported() {
        return List.copyOf(reported);
    }

    /** The scores that were reported as crossed. */
    public List<RecordChurnScore> crossed() {
        return List.copyOf(crossed);
    }

    /** The policies of which it was reported that their time has come. */
    public List<ApplyRetentionPolicy> applied() {
        return List.copyOf(applied);
    }

    @Override
    public void close() {
        axon.shutdown();
        client.close();
        store.close();
        delete(folder);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("churn-pipeline");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the model aggregate does with reports: the first of a training becomes an event. */
    public final class Reports {
        @CommandHandler
        public void on(RecordChurnModel command) {
            report(new ChurnModelTrained(
                    command.tenantId(),
                    command.trainingId(),
                    command.modelVersion(),
                    command.asOf(),
                    command.horizonDays(),
                    command.rows(),
                    command.auc()));
        }

        @CommandHandler
        public void on(RecordChurnTrainingFailure command) {
            report(new ChurnTrainingFailed(command.tenantId(), command.trainingId(), command.code()));
        }

        /** Records it whatever was recorded before, so that a report which should not be made is seen. */
        @CommandHandler
        public void on(RecordChurnScore command) {
            crossed.add(command);
            record(
                    "churn-score:" + command.accountId(),
                    TRAINED_AT,
                    new ChurnScoreRecorded(
                            command.tenantId(),
                            command.accountId(),
                            command.afterRecords() + 1,
                            ChurnBand.LOW,
                            command.band(),
                            command.score(),
                            command.reasons(),
                            command.modelVersion(),
                            command.featureHash(),
                            command.asOf(),
                            command.subscriptionIds(),
                            command.policyVersion()));
        }

        @CommandHandler
        public void on(ApplyRetentionPolicy command) {
            applied.add(command);
        }

        private void report(Event event) {
            synchronized (ChurnPipeline.this) {
                reported.add(event);
            }
            record("model:" + event.tenantId(), TRAINED_AT, event);
        }
    }
}
