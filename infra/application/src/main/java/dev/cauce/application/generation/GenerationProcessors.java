package dev.cauce.application.generation;

import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.application.processing.RuntimeProcessors;
import dev.cauce.application.processing.SegmentPositions;
import dev.cauce.application.processing.ServedGenerations;
import dev.cauce.platform.projection.ViewChanges;
import dev.cauce.platform.projection.ViewDatabase;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.ViewNames;
import dev.cauce.platform.projection.Views;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfigurer.PooledStreamingProcessorConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventhandling.deadletter.MongoSequencedDeadLetterQueue;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.bson.Document;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/**
 * Runs generations: each has a processor with tokens and dead letters of its own, and handlers that write collections
 * of its own.
 */
final class GenerationProcessors {

    private final RuntimeProcessors processors;
    private final ServedGenerations served;
    private final MongoDatabaseFactory stored;
    private final MongoConverter converter;
    private final MongoTemplate axonMongo;
    private final Serializer general;
    private final Serializer events;
    private final List<ViewIndexes> indexes;
    private final Supplier<List<ViewChanges>> listeners;
    private final ScheduledExecutorService serving;
    private final ScheduledExecutorService others;
    private final PooledStreamingProcessorConfiguration settings;

    /**
     * @param stored the database with its collections by their own names
     * @param general reads tokens
     * @param events reads and writes the events of dead letters
     * @param listeners are told of what a generation that is served has written
     * @param serving the threads that handle the events of generations that are served
     * @param others those of all other generations
     */
    GenerationProcessors(
            RuntimeProcessors processors,
            ServedGenerations served,
            MongoDatabaseFactory stored,
            MongoConverter converter,
            MongoTemplate axonMongo,
            Serializer general,
            Serializer events,
            List<ViewIndexes> indexes,
            Supplier<List<ViewChanges>> listeners,
            ScheduledExecutorService serving,
            ScheduledExecutorService others,
            PooledStreamingProcessorConfiguration settings) {
        this.processors = processors;
        this.served = served;
        this.stored = stored;
        this.converter = converter;
        this.axonMongo = axonMongo;
        this.general = general;
        this.events = events;
        this.indexes = List.copyOf(indexes);
        this.listeners = listeners;
        this.serving = serving;
        this.others = others;
        this.settings = settings;
    }

    /** Whether this process runs it. */
    boolean runs(ProjectionGroup group, int generation) {
        return processor(group, generation).isPresent();
    }

    /** Whether this process has its first segment, which one process of all has. */
    boolean leads(ProjectionGroup group, int generation) {
        return processor(group, generation)
                .map(processor -> processor.processingStatus().containsKey(0))
                .orElse(false);
    }

    /** Starts it from where it was, or from the first event. */
    void start(ProjectionGroup group, Generation generation, ProjectionGroup.Handlers handlers) {
        int number = generation.number();
        MongoDatabaseFactory views = views(group, number);
        var mongo = new org.springframework.data.mongodb.core.MongoTemplate(views, converter);
        ViewIndexes.Indexes made = new ViewIndexes.Indexes(mongo, group.collections()::contains);
        indexes.forEach(stated -> stated.ensure(made));
        ViewChanges told = (view, documentIds) -> {
            if (served.tells(group.name(), number)) {
                listeners.get().forEach(listener -> listener.changed(view, documentIds));
            }
        };
        processors.start(
                name(group, number),
                handlers.of(new Views(views, told), mongo),
                letters(group, number),
                settings.andThen((configuration, builder) -> builder.initialSegmentCount(group.segments())
                        .workerExecutor(
                                new GenerationThreads(() -> served.tells(group.name(), number), serving, others))
                        .initialToken(StreamableMessageSource::createTailToken)));
    }

    void stop(ProjectionGroup group, int generation) {
        processors.stop(name(group, generation));
    }

    void stopAll() {
        processors.stopAll();
    }

    /** The position up to which every segment has seen every event, whichever process runs it; -1 before the first. */
    long position(ProjectionGroup group, int generation) {
        return SegmentPositions.of(name(group, generation), processor(group, generation), axonMongo, general)
                .lowest();
    }

    /** How many events it could not handle. */
    long deadLetters(ProjectionGroup group, int generation) {
        return letters(group, generation).size();
    }

    /** The database in which its collections are found by the names of their views. */
    MongoDatabaseFactory views(ProjectionGroup group, int generation) {
        ViewNames names = name ->
                group.collections().contains(name) ? ServedGenerations.name(name, generation) : served.collection(name);
        return new ViewDatabase(stored, names);
    }

    /** Removes all that is kept of it; safe to repeat. */
    void remove(ProjectionGroup group, int generation) {
        letters(group, generation).clear();
        axonMongo.trackingTokensCollection().deleteMany(new Document("processorName", name(group, generation)));
        group.collections()
                .forEach(view -> stored.getMongoDatabase()
                        .getCollection(ServedGenerations.name(view, generation))
                        .drop());
    }

    private Optional<StreamingEventProcessor> processor(ProjectionGroup group, int generation) {
        return processors.eventProcessor(name(group, generation), StreamingEventProcessor.class);
    }

    private SequencedDeadLetterQueue<EventMessage<?>> letters(ProjectionGroup group, int generation) {
        return MongoSequencedDeadLetterQueue.builder()
                .processingGroup(name(group, generation))
                .mongoTemplate(axonMongo)
                .serializer(events)
                .transactionManager(org.axonframework.common.transaction.NoTransactionManager.instance())
                .build();
    }

    private static String name(ProjectionGroup group, int generation) {
        return ServedGenerations.name(group.name(), generation);
    }
}
