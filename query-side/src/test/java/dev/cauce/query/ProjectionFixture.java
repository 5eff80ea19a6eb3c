package dev.cauce.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewHash;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** A projection with a document store of its own, fed as an event processor feeds it: in batches of one transaction. */
public final class ProjectionFixture implements AutoCloseable {

    /** When the first event of a history happened; each event is a second later than the one before. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(
            "mongodb://" + server.bindAndGetConnectionString().substring("mongodb://".length()));
    private final MongoTemplate mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, "views"));
    private final List<AnnotationEventHandlerAdapter> handlers;

    public ProjectionFixture(Function<Views, Object> projection) {
        this(List.of(projection));
    }

    /** @param projections those of one processing group */
    public ProjectionFixture(List<Function<Views, Object>> projections) {
        Views views = new Views(mongo.getMongoDatabaseFactory(), (view, documentIds) -> {});
        handlers = projections.stream()
                .map(projection -> new AnnotationEventHandlerAdapter(projection.apply(views)))
                .toList();
    }

    public MongoTemplate mongo() {
        return mongo;
    }

    /** Handles the events in batches of this size. */
    public void handle(List<? extends EventMessage<?>> events, int batchSize) {
        for (int from = 0; from < events.size(); from += batchSize) {
            List<EventMessage<?>> batch =
                    new ArrayList<>(events.subList(from, Math.min(events.size(), from + batchSize)));
            BatchingUnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch);
            var result = unitOfWork.executeWithResult(() -> {
                for (AnnotationEventHandlerAdapter each : handlers) {
                    each.handle(unitOfWork.getMessage());
                }
                return null;
            });
            if (result.isExceptional()) {
                throw new AssertionError("Not handled", result.exceptionResult());
            }
        }
    }

    /** Empties the view as a replay does. */
    public void reset() {
        handlers.forEach(AnnotationEventHandlerAdapter::prepareReset);
    }

    public boolean canHandle(Class<?> event) {
        return handlers.stream().anyMatch(each -> each.canHandleType(event));
    }

    /** The canonical hash of each view, by name. */
    public Map<String, String> hashes(List<String> views) {
        Map<String, String> hashes = new HashMap<>();
        views.forEach(view -> hashes.put(view, ViewHash.of(mongo.getDb(), view)));
        return hashes;
    }

    /** The canonical hash of what a tenant has in each view, by name. */
    public Map<String, String> hashes(List<String> views, TenantId tenant) {
        Map<String, String> hashes = new HashMap<>();
        views.forEach(view -> hashes.put(view, ViewHash.of(mongo.getDb(), view, tenant)));
        return hashes;
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }

    /** Events in the order in which they were recorded. */
    public static final class History {

        private final List<DomainEventMessage<?>> events = new ArrayList<>();
        private final Map<String, Long> sequences = new HashMap<>();

        /** Adds the next event of a stream. */
        public History add(String stream, Object event) {
            long sequence = sequences.merge(stream, 0L, (last, first) -> last + 1);
            Instant at = BEGIN.plusSeconds(events.size());
            events.add(new GenericDomainEventMessage<>(
                    "test", stream, sequence, event, MetaData.emptyInstance(), stream + "#" + sequence, at));
            return this;
        }

        public List<DomainEventMessage<?>> events() {
            return List.copyOf(events);
        }
    }
}
