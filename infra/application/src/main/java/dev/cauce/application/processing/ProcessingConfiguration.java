package dev.cauce.application.processing;

import dev.cauce.platform.messaging.TokenLast;
import dev.cauce.platform.projection.ReadYourWrites;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingConfigurer.EventProcessorBuilder;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Runs the processors: pooled streaming, an error stops a batch and never skips an event, dead letters for projections.
 * Views, tokens and sagas are in one MongoDB, without a transaction around them: effect first, token last, and every
 * step can be repeated.
 */
@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

    private static final int PROCESS_BATCH = 100;

    @Bean
    TransactionManager transactionManager() {
        return NoTransactionManager.instance();
    }

    @Bean
    RuntimeProcessors eventProcessingModule() {
        return new RuntimeProcessors();
    }

    @Bean
    MongoTemplate axonMongoTemplate(com.mongodb.client.MongoClient client, MongoDatabaseFactory mongo) {
        return DefaultMongoTemplate.builder()
                .mongoDatabase(client, mongo.getMongoDatabase().getName())
                .build();
    }

    @Bean
    TokenStore tokenStore(
            MongoTemplate mongo, Serializer serializer, @Value("${cauce.topology:embedded}") String topology) {
        MongoTokenStore tokens = MongoTokenStore.builder()
                .mongoTemplate(mongo)
                .serializer(serializer)
                .claimTimeout(Duration.ofSeconds(30))
                .nodeId(node(topology))
                .build();
        return new TokenLast(tokens);
    }

    /**
     * Who claims tokens. The embedded stores are one process's alone, so what a predecessor claimed is its successor's:
     * after a kill it would otherwise wait until the claims of the dead have timed out.
     */
    private static String node(String topology) {
        return topology.equals("embedded")
                ? topology
                : ManagementFactory.getRuntimeMXBean().getName();
    }

    @Bean
    ProcessorPositions processorPositions(
            @Lazy EventProcessingConfiguration processing,
            ServedGenerations generations,
            SharedPositions sharedPositions) {
        return new ProcessorPositions(processing, generations, sharedPositions);
    }

    @Bean(destroyMethod = "close")
    SharedPositions sharedPositions(
            MongoTemplate axonMongo,
            MongoDatabaseFactory mongo,
            Serializer serializer,
            @Value("${cauce.topology:embedded}") String topology) {
        return new SharedPositions(
                node(topology),
                axonMongo.trackingTokensCollection(),
                mongo.getMongoDatabase().getCollection(SharedPositions.COLLECTION),
                serializer,
                Clock.systemUTC());
    }

    /** Only where other processes read them. */
    @Bean
    @ConditionalOnProperty(name = "cauce.topology", havingValue = "axon-server")
    SmartInitializingSingleton positionsArePublished(
            SharedPositions positions, @Lazy EventProcessingConfiguration processing) {
        return () -> positions.publish(() -> processing.eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .toList());
    }

    @Bean
    ReadYourWrites readYourWrites(ProcessorPositions positions, @Value("${cauce.read-patience:5s}") Duration patience) {
        return new ReadYourWrites(positions::of, patience);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService processorCoordinators(
            @Value("${cauce.processors.longest-pause:5s}") Duration longestPause) {
        return new BoundedPauses(
                2, longestPause, Thread.ofPlatform().name("coordinator-", 0).factory());
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService processorWorkers(@Value("${cauce.processors.threads:4}") int threads) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().name("processor-", 0).factory());
    }

    /** Sagas and effects wait for the commands that they send; no view waits for them. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService processWorkers(@Value("${cauce.processors.process-threads:8}") int threads) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().name("process-", 0).factory());
    }

    /**
     * Of sagas and effects; projections have settings of their own. Batches are large, since each writes a position.
     */
    @Bean
    ConfigurerModule processorSettings(
            @Qualifier("processorCoordinators") ScheduledExecutorService coordinators,
            @Qualifier("processWorkers") ScheduledExecutorService workers,
            ObjectProvider<EventProcessorBuilder> otherwise) {
        return configurer -> configurer.eventProcessing(processing -> {
            processing.usingPooledStreamingEventProcessors((configuration, builder) -> builder.batchSize(PROCESS_BATCH)
                    .initialSegmentCount(1)
                    .coordinatorExecutor(coordinators)
                    .workerExecutor(workers)
                    .enableCoordinatorClaimExtension());
            // A simulation feeds sagas and effects itself, one event after the other.
            otherwise.ifAvailable(processing::registerEventProcessorFactory);
            processing.registerDefaultListenerInvocationErrorHandler(
                    configuration -> PropagatingErrorHandler.instance());
        });
    }
}
