package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose documents lie in RocksDB in the order of their {@code _id}, with its indexes beside them.
 *
 * <p>One thread writes at a time, in a {@link WriteUnit} that enters the store as a whole; document, index entries and
 * count are never apart. Readers take no lock: each reads one snapshot.
 */
final class RocksCollection extends AbstractMongoCollection<DocumentKey> {

    private final Storage storage;
    private final Catalog catalog;
    private final byte[] prefix;
    private final CollectionReader reader;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Catalog.Entry entry;
    private volatile List<StoredIndex> indexes;
    private volatile CollectionStats stats;
    private volatile boolean dropped;

    /** What the thread that holds the lock is writing; null between writes. */
    private @Nullable DocumentWriter open;

    private int wanted;

    RocksCollection(
            MongoDatabase database,
            Catalog.Entry entry,
            Storage storage,
            Catalog catalog,
            StoreCounters counters,
            CursorRegistry cursors) {
        super(database, entry.name(), CollectionOptions.withDefaults(), cursors);
        this.entry = entry;
        this.storage = storage;
        this.catalog = catalog;
        this.prefix = entry.prefix();
        this.reader = new CollectionReader(this, prefix, storage, counters);
        this.stats = catalog.statsOf(entry.id());
        this.indexes = catalog.indexesOf(entry.id()).stream()
                .map(definition -> storedIndex(definition, catalog.isMultikey(definition.id())))
                .toList();
        super.getIndexes().add(new IdIndex());
    }

    private StoredIndex storedIndex(IndexDefinition definition, boolean multikey) {
        // A matcher of its own: the core's keeps a state in some of its calls.
        return new StoredIndex(definition, new DefaultQueryMatcher(), multikey);
    }

    Catalog.Entry entry() {
        return entry;
    }

    List<StoredIndex> indexes() {
        return indexes;
    }

    List<IndexDefinition> definitions() {
        return indexes.stream().map(StoredIndex::definition).toList();
    }

    boolean isDropped() {
        return dropped;
    }

    // ---- writing ----

    /**
     * Runs writes that enter the store together when the action returns; nothing enters when it throws.
     *
     * <p>Nested calls join what is open.
     */
    <T> T write(Supplier<T> action) {
        writing.lock();
        try {
            reader.requirePresent();
            if (open != null) {
                return action.get();
            }
            DocumentWriter opened =
                    new DocumentWriter(getFullName(), prefix, indexes, new WriteUnit(storage.latest()), stats);
            open = opened;
            try {
                T result = action.get();
                commit(opened);
                return result;
            } finally {
                open = null;
            }
        } finally {
            writing.unlock();
        }
    }

    private void commit(DocumentWriter opened) {
        WriteUnit unit = opened.unit();
        CollectionStats after = opened.stats();
        if (unit.isEmpty()) {
            return;
        }
        if (after.count() >= stats.count() && after.bytes() > stats.bytes()) {
            // What makes room is let through on a full disk.
            storage.disk().requireRoom(storage.isEssential(entry.name()));
        }
        if (!after.equals(stats)) {
            unit.put(Catalog.statsKey(entry.id()), after.encode());
        }
        storage.commit(unit);
        stats = after;
    }

    /** What this thread is writing here; null when it is not. */
    @Nullable
    WriteUnit ownUnit() {
        DocumentWriter own = writing.isHeldByCurrentThread() ? open : null;
        return own == null ? null : own.unit();
    }

    private DocumentWriter writer() {
        DocumentWriter own = open;
        if (own == null) {
            throw new IllegalStateException("no write is open on " + getFullName());
        }
        return own;
    }

    /** Keeps renaming and dropping apart from writing. */
    <T> T exclusively(Supplier<T> action) {
        writing.lock();
        try {
            return action.get();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void addDocument(Document document) {
        write(() -> {
            writer().insert(document);
            return true;
        });
    }

    @Override
    protected void handleUpdate(DocumentKey position, Document oldDocument, Document newDocument) {
        writer().update(position, oldDocument, newDocument);
    }

    @Override
    public void removeDocument(Document document) {
        write(() -> {
            writer().delete(document);
            return true;
        });
    }

    @Override
    public List<Document> insertDocuments(List<Document> documents, boolean isOrdered) {
        return write(() -> super.insertDocuments(documents, isOrdered));
    }

    @Override
    public Document updateDocuments(
            Document selector,
            Document updateQuery,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        return write(() -> {
            // The core stops after the first match; so need not be read more.
            wanted = isMulti ? 0 : 1;
            return super.updateDocuments(selector, updateQuery, arrayFilters, isMulti, isUpsert, oplog);
        });
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return write(() -> {
            int deleted = 0;
            for (Document document : queryDocuments(selector, null, 0, limit, 0, null)) {
                writer().delete(document);
                deleted++;
            }
            return deleted;
        });
    }

    @Override
    public Document findAndModify(Document query) {
        return write(() -> super.findAndModify(query));
    }

    // ---- reading ----

    /** The core shares one matcher, which notes positions as it matches: that is for one thread at a time alone. */
    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return new DefaultQueryMatcher().matches(document, query);
    }

    /**
     * What a query found.
     *
     * @param bytesRead BSON read on the way: what was found takes no more
     */
    record Found(List<Document> documents, long bytesRead) {}

    Found find(Document filter, @Nullable Document sort, int skip, int limit, @Nullable Document projection) {
        return reader.read(filter, sort, limit > 0 ? limit + skip : 0, (plan, view) -> {
            try (DocumentScan scan = reader.open(plan, view)) {
                QueryResult result = matchDocumentsFromStream(
                        filter,
                        scan.stream(),
                        skip,
                        limit,
                        0,
                        plan.isSorted() ? null : deriveComparator(sort),
                        projection);
                return new Found(result.collectDocuments(), scan.bytesRead());
            }
        });
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        int most = limit;
        if (writing.isHeldByCurrentThread() && wanted > 0) {
            most = wanted;
            wanted = 0;
        }
        return new QueryResult(
                find(query, orderBy, numberToSkip, most, fieldSelector).documents());
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        return query == null || query.isEmpty()
                ? CollectionReader.window(count(), skip, limit)
                : reader.count(query, skip, limit);
    }

    @Override
    public int count() {
        DocumentWriter own = writing.isHeldByCurrentThread() ? open : null;
        return Math.toIntExact((own == null ? stats : own.stats()).count());
    }

    // ---- indexes ----

    /**
     * Makes an index and fills it; writers wait meanwhile, readers do not.
     *
     * @return false when the same index is there already
     */
    boolean createIndex(Document description) {
        return exclusively(() -> {
            reader.requirePresent();
            IndexDefinition asked = IndexDefinition.read(0, description);
            if (asked.isOnIdAlone() || IndexConflicts.isPresent(asked, definitions())) {
                return false;
            }
            storage.disk().requireRoom();
            IndexDefinition definition = IndexDefinition.read(catalog.newId(), description);
            StoredIndex built = storedIndex(definition, false);
            try {
                // A partial filter that cannot be read must fail now and not with each write to come.
                built.entriesOf(new Document());
                new IndexBuild(getFullName(), prefix, built, storage).run();
                catalog.addIndex(entry, definition);
            } catch (MongoServerError e) {
                catalog.discard(definition.id());
                throw new IndexBuildFailedException(e, this);
            }
            List<StoredIndex> more = new ArrayList<>(indexes);
            more.add(built);
            indexes = List.copyOf(more);
            return true;
        });
    }

    /** Removes an index; readers that use it read on. */
    void removeIndex(IndexDefinition definition) {
        exclusively(() -> {
            reader.requirePresent();
            indexes = indexes.stream()
                    .filter(index -> index.definition().id() != definition.id())
                    .toList();
            catalog.removeIndex(entry, definition);
            return true;
        });
    }

    // ---- life ----

    /** Readers and writers that come from now on look the name up again. */
    void markDropped(boolean isDropped) {
        dropped = isDropped;
    }

    void renamed(MongoDatabase database, Catalog.Entry newEntry) {
        entry = newEntry;
        super.renameTo(database, newEntry.name());
    }

    @Override
    public Document getStats() {
        CollectionStats now = stats;
        Document sizes = new Document();
        for (StoredIndex index : indexes) {
            sizes.put(index.definition().name(), 0L);
        }
        return new Document("ns", getFullName())
                .append("count", Math.toIntExact(now.count()))
                .append("size", now.bytes())
                .append("avgObjSize", now.count() == 0 ? 0L : now.bytes() / now.count())
                .append("storageSize", now.bytes())
                .append("nindexes", indexes.size() + 1)
                .append("indexSizes", sizes)
                .append("ok", 1.0);
    }

    CollectionStats stats() {
        return stats;
    }

    // ---- what the core asks for ----

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int numberToReturn,
            int batchSize,
            @Nullable Document fieldSelector) {
        return queryDocuments(query, orderBy, numberToSkip, numberToReturn, batchSize, fieldSelector);
    }

    @Override
    protected @Nullable Document getDocument(DocumentKey position) {
        byte[] stored = storage.latest().get(Bytes.concat(prefix, position.bytes()));
        return stored == null ? null : BsonBytes.decode(stored);
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("sizes are kept with the writes");
    }

    @Override
    protected int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, stats.bytes());
    }

    @Override
    protected DocumentKey addDocumentInternal(Document document) {
        addDocument(document);
        return DocumentKey.ofId(document.get("_id"));
    }

    @Override
    protected void removeDocument(DocumentKey position) {
        Document document = getDocument(position);
        if (document != null) {
            removeDocument(document);
        }
    }

    @Override
    protected Stream<DocumentWithPosition<DocumentKey>> streamAllDocumentsWithPosition() {
        return queryAllAsStream()
                .map(document -> new DocumentWithPosition<>(document, DocumentKey.ofId(document.get("_id"))));
    }
}
