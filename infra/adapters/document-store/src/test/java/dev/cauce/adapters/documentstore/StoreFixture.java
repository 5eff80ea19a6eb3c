package dev.cauce.adapters.documentstore;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import org.bson.Document;

/** A store in a folder and a real driver connected to it. */
final class StoreFixture implements AutoCloseable {

    static final String DATABASE = "cauce";

    private final EmbeddedDocumentStore store;
    private final MongoClient client;

    private StoreFixture(EmbeddedDocumentStore store) {
        this.store = store;
        this.client = MongoClients.create(store.connectionString());
    }

    static StoreFixture open(Path folder) {
        return new StoreFixture(EmbeddedDocumentStore.start(folder));
    }

    static StoreFixture of(EmbeddedDocumentStore store) {
        return new StoreFixture(store);
    }

    EmbeddedDocumentStore store() {
        return store;
    }

    MongoClient client() {
        return client;
    }

    MongoDatabase database() {
        return client.getDatabase(DATABASE);
    }

    MongoCollection<Document> collection(String name) {
        return database().getCollection(name);
    }

    /** How many documents the store reads to do something. */
    long examinedBy(Runnable action) {
        long before = store.examined();
        action.run();
        return store.examined() - before;
    }

    @Override
    public void close() {
        client.close();
        store.close();
    }
}
