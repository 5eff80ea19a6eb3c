package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.InvalidNamespaceError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.exception.NamespaceExistsException;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A database: its collections by name, and what makes, drops and renames them. */
final class RocksDatabase extends AbstractMongoDatabase<DocumentKey> {

    private static final int MAX_NAME_LENGTH = 120;

    private final Storage storage;
    private final Catalog catalog;
    private final StoreCounters counters;
    private final Map<String, RocksCollection> collections = new ConcurrentHashMap<>();
    /** One change of what there is at a time; taken before a collection's own lock, never after. */
    private final ReentrantLock changing = new ReentrantLock();

    private final DatabaseCommands commands;

    RocksDatabase(
            String name,
            List<Catalog.Entry> entries,
            Storage storage,
            Catalog catalog,
            StoreCounters counters,
            CursorRegistry cursors) {
        super(name, cursors);
        this.storage = storage;
        this.catalog = catalog;
        this.counters = counters;
        this.commands = new DatabaseCommands(this, new OpenCursors(cursors));
        for (Catalog.Entry entry : entries) {
            collections.put(entry.name(), open(entry));
        }
    }

    private RocksCollection open(Catalog.Entry entry) {
        return new RocksCollection(this, entry, storage, catalog, counters, cursorRegistry);
    }

    /** Takes up what the catalog names; only while nobody else uses the store. */
    void reload(List<Catalog.Entry> entries) {
        collections.values().forEach(collection -> collection.markDropped(true));
        collections.clear();
        entries.forEach(entry -> collections.put(entry.name(), open(entry)));
    }

    Collection<RocksCollection> collections() {
        return collections.values();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databaseResolver, Oplog oplog) {
        Document answer = commands.handle(channel, command, query, databaseResolver, oplog);
        return answer != null ? answer : super.handleCommand(channel, command, query, databaseResolver, oplog);
    }

    /** Lets the core carry out a command that is not answered here. */
    Document handleByCore(
            Channel channel, String command, Document query, DatabaseResolver databaseResolver, Oplog oplog) {
        return super.handleCommand(channel, command, query, databaseResolver, oplog);
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw new MongoServerError(5739101, "reading by OP_QUERY is not supported; use a driver that sends 'find'");
    }

    @Nullable
    RocksCollection find(String name) {
        requireName(name);
        return collections.get(name);
    }

    RocksCollection findOrCreate(String name) {
        RocksCollection present = find(name);
        return present != null ? present : create(name, new Document(), false);
    }

    @Override
    public @Nullable RocksCollection resolveCollection(String collectionName, boolean throwIfNotFound) {
        RocksCollection collection = find(collectionName);
        if (collection == null && throwIfNotFound) {
            throw new MongoServerException("Collection [" + getDatabaseName() + "." + collectionName + "] not found.");
        }
        return collection;
    }

    @Override
    protected MongoCollection<DocumentKey> resolveOrCreateCollection(String collectionName) {
        return findOrCreate(collectionName);
    }

    @Override
    public MongoCollection<DocumentKey> createCollectionOrThrowIfExists(
            String collectionName, CollectionOptions options) {
        return create(collectionName, new Document(), true);
    }

    RocksCollection create(String name, Document options, boolean failIfPresent) {
        requireName(name);
        if (name.startsWith("system.") || name.contains("$")) {
            throw new InvalidNamespaceError("Invalid collection name: " + getDatabaseName() + "." + name);
        }
        changing.lock();
        try {
            RocksCollection present = collections.get(name);
            if (present != null) {
                if (failIfPresent) {
                    throw new NamespaceExistsException("Collection already exists. NS: " + present.getFullName());
                }
                return present;
            }
            storage.disk().requireRoom();
            Catalog.Entry entry = new Catalog.Entry(catalog.newId(), getDatabaseName(), name, options);
            catalog.add(entry);
            RocksCollection created = open(entry);
            collections.put(name, created);
            return created;
        } finally {
            changing.unlock();
        }
    }

    private void requireName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || name.indexOf('\0') >= 0) {
            throw new InvalidNamespaceError("Invalid namespace specified '" + getDatabaseName() + "." + name + "'");
        }
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        drop(collectionName);
    }

    /** Drops a collection; false when there is none. */
    boolean drop(String name) {
        changing.lock();
        try {
            RocksCollection collection = collections.get(name);
            if (collection == null) {
                return false;
            }
            collection.exclusively(() -> {
                collections.remove(name);
                collection.markDropped(true);
                try {
                    catalog.remove(collection.entry(), collection.definitions());
                } catch (StorageFailure e) {
                    collection.markDropped(false);
                    collections.put(name, collection);
                    throw e;
                }
                return true;
            });
            return true;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void drop(Oplog oplog) {
        for (String name : List.copyOf(collections.keySet())) {
            drop(name);
        }
    }

    /**
     * Renames a collection in one step: who looks a name up finds the old collection or the new one, never none.
     *
     * @param dropTarget whether a collection that has the name already is replaced
     */
    void rename(String from, String to, boolean dropTarget) {
        requireName(to);
        changing.lock();
        try {
            RocksCollection source = collections.get(from);
            if (source == null) {
                throw new MongoServerError(
                        26,
                        "NamespaceNotFound",
                        "Source collection " + getDatabaseName() + "." + from + " does not exist");
            }
            RocksCollection target = collections.get(to);
            if (target != null && !dropTarget) {
                throw new NamespaceExistsException("target namespace exists");
            }
            source.exclusively(() -> target == null
                    ? switchNames(source, null, from, to)
                    : target.exclusively(() -> switchNames(source, target, from, to)));
        } finally {
            changing.unlock();
        }
    }

    private boolean switchNames(RocksCollection source, @Nullable RocksCollection target, String from, String to) {
        Catalog.Entry before = source.entry();
        Catalog.Entry after = before.renamed(to);
        collections.put(to, source);
        if (target != null) {
            target.markDropped(true);
        }
        try {
            catalog.rename(before, after, target == null ? List.of() : List.of(target));
        } catch (StorageFailure e) {
            if (target == null) {
                collections.remove(to);
            } else {
                target.markDropped(false);
                collections.put(to, target);
            }
            throw e;
        }
        collections.remove(from);
        source.renamed(this, after);
        return true;
    }

    /** What {@code $out} ends with. */
    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newCollectionName) {
        if (oldDatabase != this) {
            throw new MongoServerError(20, "IllegalOperation", "a collection stays in its database");
        }
        rename(collection.getCollectionName(), newCollectionName, false);
    }

    @Override
    public void unregisterCollection(String collectionName) {
        throw new UnsupportedOperationException("collections are renamed in one step");
    }

    boolean createIndex(String collectionName, Document description) {
        return findOrCreate(collectionName).createIndex(description);
    }

    /** Drops what {@code wanted} names: a name, a key document, or {@code *} for all but the one on {@code _id} */
    void dropIndexes(RocksCollection collection, @Nullable Object wanted) {
        List<IndexDefinition> gone = collection.definitions().stream()
                .filter(index -> switch (wanted) {
                    case String name -> name.equals("*") || name.equals(index.name());
                    case Document key -> key.keySet().equals(index.key().keySet()) && sameDirections(key, index);
                    case Collection<?> names -> names.contains(index.name());
                    case null, default -> false;
                })
                .toList();
        if (IndexDefinition.ID_INDEX.equals(wanted)) {
            throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
        }
        if (gone.isEmpty() && !"*".equals(wanted)) {
            throw new IndexNotFoundException("index not found with name [" + wanted + "]");
        }
        gone.forEach(collection::removeIndex);
    }

    private static boolean sameDirections(Document key, IndexDefinition index) {
        return index.fields().stream()
                .allMatch(field -> key.get(field.path()) instanceof Number direction
                        && direction.doubleValue() > 0 == field.ascending());
    }

    long bytesOnDisk() {
        return storage.property("rocksdb.total-sst-files-size");
    }

    @Override
    public boolean isEmpty() {
        return collections.isEmpty();
    }

    @Override
    protected long getFileSize() {
        return bytesOnDisk();
    }

    @Override
    protected long getStorageSize() {
        return bytesOnDisk();
    }

    @Override
    protected Index<DocumentKey> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        throw new UnsupportedOperationException("indexes are made by createIndexes alone");
    }

    @Override
    protected MongoCollection<DocumentKey> openOrCreateCollection(String collectionName, CollectionOptions options) {
        return findOrCreate(collectionName);
    }
}
