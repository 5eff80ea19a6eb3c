package dev.cauce.application.keeping;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.adapters.eventstore.RocksEventStore;
import dev.cauce.adapters.eventstore.StoreOptions;
import dev.cauce.adapters.keyring.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The stores of a data folder, open: those of the running application, or opened for one task where it does not run.
 *
 * @param home the data folder
 */
record OpenStores(Path home, RocksEventStore events, EmbeddedDocumentStore documents, Keyring keys) {

    /** The name of the database in the document store. */
    static final String DATABASE = "cauce";

    static final String EVENTS = "events";
    static final String VIEWS = "views";
    static final String KEYS = "keys";
    static final String IDENTITY = "identity";
    static final String MASTER_KEY = "master.key";

    /** What needs a database of a document store. */
    @FunctionalInterface
    interface OnDatabase<T> {
        T apply(MongoDatabase database);
    }

    /** What needs all stores. */
    @FunctionalInterface
    interface OnStores<T> {
        T apply(OpenStores stores);
    }

    /** Opens what nobody has open, and closes it again. */
    static <T> T withFolder(Path home, OnStores<T> task) {
        if (!Files.isDirectory(home.resolve(EVENTS)) || !Files.isDirectory(home.resolve(VIEWS))) {
            throw new KeepingFailed(home + " is no data folder: it has no events and views. Name another with --data.");
        }
        DataFormat.current().require(home);
        try (RocksEventStore events = RocksEventStore.open(home.resolve(EVENTS), StoreOptions.defaults());
                EmbeddedDocumentStore documents = EmbeddedDocumentStore.start(home.resolve(VIEWS));
                Keyring keys = Keyring.embedded(home.resolve(KEYS))) {
            return task.apply(new OpenStores(home, events, documents, keys));
        }
    }

    <T> T onDocuments(OnDatabase<T> task) {
        return on(documents, task);
    }

    static <T> T on(EmbeddedDocumentStore store, OnDatabase<T> task) {
        try (MongoClient client = MongoClients.create(store.connectionString())) {
            return task.apply(client.getDatabase(DATABASE));
        }
    }
}
