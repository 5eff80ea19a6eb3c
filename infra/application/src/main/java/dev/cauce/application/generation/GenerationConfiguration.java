package dev.cauce.application.generation;

import com.mongodb.client.MongoClient;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.application.processing.RuntimeProcessors;
import dev.cauce.application.processing.ServedGenerations;
import dev.cauce.platform.projection.ViewChanges;
import dev.cauce.platform.projection.ViewDatabase;
import dev.cauce.platform.projection.ViewIndexes;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.lifecycle.Phase;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.util.function.SingletonSupplier;

/** Puts generations together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RebuildProperties.class)
class GenerationConfiguration {

    @Bean
    ServedGenerations servedGenerations(ObjectProvider<ProjectionGroup> groups) {
        return new ServedGenerations(groups.orderedStream().toList(), System::nanoTime);
    }

    /** The database with its collections by their own names. */
    @Bean
    SimpleMongoClientDatabaseFactory storedCollections(
            MongoClient client, @Value("${spring.mongodb.database}") String database) {
        return new SimpleMongoClientDatabaseFactory(client, database);
    }

    /** The database that everybody else sees: a view's name finds the generation that is served. */
    @Bean
    @Primary
    MongoDatabaseFactory mongoDatabaseFactory(
            SimpleMongoClientDatabaseFactory storedCollections, ServedGenerations served) {
        return new ViewDatabase(storedCollections, served);
    }

    /** What is built has threads of its own, so that what is served never stands in line behind all of history. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService rebuildWorkers(@Value("${cauce.processors.rebuild-threads:2}") int threads) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().name("rebuild-", 0).factory());
    }

    @Bean
    GenerationProcessors generationProcessors(
            RuntimeProcessors processors,
            ServedGenerations served,
            SimpleMongoClientDatabaseFactory storedCollections,
            MongoConverter converter,
            MongoTemplate axonMongo,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer events,
            ObjectProvider<ViewIndexes> indexes,
            ObjectProvider<ViewChanges> listeners,
            @Qualifier("processorCoordinators") ScheduledExecutorService coordinators,
            @Qualifier("processorWorkers") ScheduledExecutorService workers,
            @Qualifier("rebuildWorkers") ScheduledExecutorService rebuilders,
            @Value("${cauce.processors.projection-batch:200}") int batch) {
        return new GenerationProcessors(
                processors,
                served,
                storedCollections,
                converter,
                axonMongo,
                serializer,
                events,
                indexes.orderedStream().toList(),
                SingletonSupplier.of(() -> listeners.stream().toList()),
                workers,
                rebuilders,
                (configuration, builder) -> builder.batchSize(batch)
                        .coordinatorExecutor(coordinators)
                        .enableCoordinatorClaimExtension());
    }

    @Bean(destroyMethod = "close")
    Rebuilds rebuilds(
            ObjectProvider<ProjectionGroup> groups,
            GenerationProcessors processors,
            ServedGenerations served,
            SimpleMongoClientDatabaseFactory storedCollections,
            EventStore events,
            RebuildProperties properties) {
        Clock clock = Clock.systemUTC();
        return new Rebuilds(
                groups.orderedStream().toList(),
                new GenerationRegister(storedCollections),
                processors,
                served,
                new Comparisons(storedCollections, processors, clock),
                () -> position(events.createHeadToken()),
                clock,
                properties);
    }

    /** Generations start and stop with Axon's own processors. */
    @Bean
    ConfigurerModule generationsRun(ObjectProvider<Rebuilds> rebuilds) {
        return configurer -> {
            configurer.onStart(
                    Phase.INBOUND_EVENT_CONNECTORS, () -> rebuilds.getObject().start());
            configurer.onShutdown(
                    Phase.INBOUND_EVENT_CONNECTORS, () -> rebuilds.getObject().stop());
        };
    }

    private static long position(@Nullable TrackingToken head) {
        OptionalLong position = head == null ? OptionalLong.empty() : head.position();
        return position.orElse(-1L);
    }
}
