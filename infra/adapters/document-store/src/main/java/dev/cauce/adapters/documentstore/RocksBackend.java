package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All databases of a store, on one {@link Storage}. */
final class RocksBackend extends AbstractMongoBackend {

    private static final Logger log = LoggerFactory.getLogger(RocksBackend.class);

    /** What needs a store that takes writes; all else goes on while it does not. */
    private static final Set<String> CHANGES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "dropdatabase",
            "renamecollection");

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify", "aggregate");

    private final Storage storage;
    private final Catalog catalog;
    private final StoreCounters counters;
    private final Map<String, RocksDatabase> databases = new ConcurrentHashMap<>();

    RocksBackend(Storage storage, StoreCounters counters) {
        this.storage = storage;
        this.counters = counters;
        this.catalog = storage.use(() -> new Catalog(storage));
        storage.use(() -> {
            int swept = catalog.sweep();
            if (swept > 0) {
                log.info("removed {} half-built indexes that a crash left behind", swept);
            }
            Map<String, List<Catalog.Entry>> byDatabase =
                    catalog.collections().stream().collect(Collectors.groupingBy(Catalog.Entry::database));
            byDatabase.forEach((name, entries) -> databases.put(name, open(name, entries)));
            return true;
        });
    }

    private RocksDatabase open(String name, List<Catalog.Entry> entries) {
        return new RocksDatabase(name, entries, storage, catalog, counters, getCursorRegistry());
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        if (databaseName.isEmpty() || databaseName.length() > 63 || databaseName.matches(".*[/\\\\. \"$\\x00].*")) {
            throw new MongoServerError(73, "InvalidNamespace", "Invalid database name: '" + databaseName + "'");
        }
        return databases.computeIfAbsent(databaseName, name -> open(name, List.of()));
    }

    @Override
    protected Set<String> listDatabaseNames() {
        return databases.values().stream()
                .filter(database -> !database.isEmpty())
                .map(RocksDatabase::getDatabaseName)
                .collect(Collectors.toUnmodifiableSet());
    }

    Collection<RocksDatabase> databases() {
        return databases.values();
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        counters.commands.increment();
        String name = command.toLowerCase(Locale.ROOT);
        if (storage.isBroken() && CHANGES.contains(name)) {
            recover();
        }
        return storage.use(() -> {
            Document answer = answer(channel, databaseName, command, name, query);
            if (WRITES.contains(name) && wantsJournal(query)) {
                storage.journal().await();
            }
            return answer;
        });
    }

    private Document answer(Channel channel, String databaseName, String command, String name, Document query) {
        if (name.equals("renamecollection") && databaseName.equals("admin")) {
            return rename(query);
        }
        if (name.equals("fsync")) {
            storage.journal().await();
            return DatabaseCommands.ok(new Document("numFiles", 1));
        }
        return super.handleCommand(channel, databaseName, command, query);
    }

    private Document rename(Document query) {
        String from = String.valueOf(query.get("renameCollection"));
        String to = String.valueOf(query.get("to"));
        String database = Utils.getDatabaseNameFromFullName(from);
        if (!database.equals(Utils.getDatabaseNameFromFullName(to))) {
            throw new MongoServerError(20, "IllegalOperation", "a collection stays in its database");
        }
        RocksDatabase home = databases.get(database);
        String oldName = Utils.getCollectionNameFromFullName(from);
        String newName = Utils.getCollectionNameFromFullName(to);
        if (home == null) {
            throw new MongoServerError(26, "NamespaceNotFound", "Source collection " + from + " does not exist");
        }
        if (oldName.equals(newName)) {
            throw new MongoServerError(20, "IllegalOperation", "Can't rename a collection to itself");
        }
        home.rename(oldName, newName, Utils.isTrue(query.get("dropTarget")));
        return DatabaseCommands.ok(new Document());
    }

    /** Whether the client wants to be answered only when its write would survive a loss of power. */
    private static boolean wantsJournal(Document query) {
        return query.get("writeConcern") instanceof Document concern
                && (Utils.isTrue(concern.get("j")) || "majority".equals(concern.get("w")));
    }

    /** A write that failed may still have reached the disk: what is remembered of the catalog is read again. */
    void reload() {
        catalog.reload();
        Map<String, List<Catalog.Entry>> byDatabase =
                catalog.collections().stream().collect(Collectors.groupingBy(Catalog.Entry::database));
        byDatabase.keySet().forEach(this::openOrCreateDatabase);
        databases.forEach((name, database) -> database.reload(byDatabase.getOrDefault(name, List.of())));
    }

    /** After a failed write RocksDB may take no more until it is opened anew. */
    private void recover() {
        storage.disk().requireRoom();
        if (storage.recover(this::reload)) {
            log.warn("the document store was opened anew after a failed write");
        }
    }
}
