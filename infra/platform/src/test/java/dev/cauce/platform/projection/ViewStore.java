package dev.cauce.platform.projection;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** A document store in memory, and views in it that are written in batches as a processor writes them. */
final class ViewStore implements AutoCloseable {

    static final String VIEW = "view";

    private final RacingStore backend = new RacingStore();
    private final MongoServer server = new MongoServer(backend);
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final MongoDatabaseFactory factory = new SimpleMongoClientDatabaseFactory(client, "views");
    private final Map<String, Set<String>> told = new LinkedHashMap<>();
    private final Views views = new Views(
            factory,
            (view, ids) -> told.computeIfAbsent(view, key -> new TreeSet<>()).addAll(ids));

    MongoDatabaseFactory factory() {
        return factory;
    }

    MongoDatabase database() {
        return factory.getMongoDatabase();
    }

    MongoCollection<Document> collection() {
        return database().getCollection(VIEW);
    }

    @Nullable
    Document document(String id) {
        return collection().find(new Document("_id", id)).first();
    }

    Views views() {
        return views;
    }

    /** The server, which can be told to answer otherwise. */
    RacingStore server() {
        return backend;
    }

    /** What live streams were told. */
    Map<String, Set<String>> told() {
        return told;
    }

    /** Handles what is done to the views as one batch of events, each by itself; a failed one is left out. */
    @SafeVarargs
    final void batch(Consumer<Views>... events) {
        List<EventMessage<?>> messages = new ArrayList<>();
        Map<String, Consumer<Views>> handlers = new LinkedHashMap<>();
        for (Consumer<Views> event : events) {
            GenericEventMessage<String> message = new GenericEventMessage<>("event " + messages.size());
            messages.add(message);
            handlers.put(message.getIdentifier(), event);
        }
        BatchingUnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(messages);
        var result = unitOfWork.executeWithResult(() -> {
            EventMessage<?> message = unitOfWork.getMessage();
            try {
                handlers.getOrDefault(message.getIdentifier(), nothing -> {}).accept(views);
            } catch (HandlerFailed failed) {
                // As the invoker with dead letters does: the event is put aside and the batch goes on.
                try {
                    new DiscardPartialChanges().onError(failed, message, null);
                } catch (HandlerFailed passedOn) {
                    return null;
                }
            }
            return null;
        });
        if (result.isExceptional()) {
            throw new AssertionError("The batch failed", result.exceptionResult());
        }
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }

    /** What a handler of a test throws. */
    static final class HandlerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
