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
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.InvalidIdFieldError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
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

    private static final int INDEX_BUILD_CHUNK = 2_000;

    private final Storage storage;
    private final Catalog catalog;
    private final StoreCounters counters;
    private final byte[] prefix;
    private final QueryPlanner planner;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Catalog.Entry entry;
    private volatile List<StoredIndex> indexes;
    private volatile CollectionStats stats;
    private volatile boolean dropped;

    /** What the thread that holds the lock is writing; null between writes. */
    private @Nullable WriteUnit unit;

    private CollectionStats statsInUnit = CollectionStats.EMPTY;
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
        this.counters = counters;
        this.prefix = entry.prefix();
        this.planner = new QueryPlanner(prefix);
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

    /** Reads again what a failed write may have left other than remembered. */
    void reload() {
        stats = catalog.statsOf(entry.id());
    }

    // ---- writing ----

    /**
     * Runs writes that enter the store together when the action returns; nothing enters when it throws.
     *
     * <p>Nested calls join the unit that is open.
     */
    <T> T write(Supplier<T> action) {
        writing.lock();
        try {
            if (dropped) {
                throw new CollectionGone(getFullName());
            }
            if (unit != null) {
                return action.get();
            }
            WriteUnit opened = new WriteUnit(storage.latest());
            unit = opened;
            statsInUnit = stats;
            try {
                T result = action.get();
                commit(opened);
                return result;
            } finally {
                unit = null;
            }
        } finally {
            writing.unlock();
        }
    }

    private void commit(WriteUnit opened) {
        if (opened.isEmpty()) {
            return;
        }
        if (statsInUnit.count() >= stats.count() && statsInUnit.bytes() > stats.bytes()) {
            // What makes room is let through on a full disk.
            storage.disk().requireRoom();
        }
        if (!statsInUnit.equals(stats)) {
            opened.put(Catalog.statsKey(entry.id()), statsInUnit.encode());
        }
        storage.commit(opened);
        stats = statsInUnit;
    }

    private WriteUnit unit() {
        WriteUnit open = unit;
        if (open == null) {
            throw new IllegalStateException("no write is open on " + getFullName());
        }
        return open;
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
            insert(document);
            return true;
        });
    }

    private void insert(Document document) {
        if (document.get("_id") instanceof Collection) {
            throw new InvalidIdFieldError("The '_id' value cannot be of type array");
        }
        if (!document.containsKey("_id")) {
            document.put("_id", new ObjectId());
        }
        DocumentKey key = DocumentKey.ofId(document.get("_id"));
        byte[] dataKey = Bytes.concat(prefix, key.bytes());
        if (unit().get(dataKey) != null) {
            throw new DuplicateKeyError(
                    getFullName(), IndexDefinition.ID_INDEX + " dup key: " + DuplicateKeys.describeId(document));
        }
        List<StoredIndex.Entries> entries = new ArrayList<>(indexes.size());
        for (StoredIndex index : indexes) {
            StoredIndex.Entries added = index.entriesOf(document);
            requireUnique(index, added, StoredIndex.Entries.NONE, key, unit(), document);
            entries.add(added);
        }
        byte[] bson = BsonBytes.encode(document);
        unit().put(dataKey, bson);
        for (int i = 0; i < entries.size(); i++) {
            replaceEntries(indexes.get(i), StoredIndex.Entries.NONE, entries.get(i), key, unit());
        }
        statsInUnit = statsInUnit.plus(1, bson.length);
    }

    @Override
    protected void handleUpdate(DocumentKey position, Document oldDocument, Document newDocument) {
        byte[] dataKey = Bytes.concat(prefix, position.bytes());
        byte[] bson = BsonBytes.encode(newDocument);
        List<StoredIndex.Entries> before = new ArrayList<>(indexes.size());
        List<StoredIndex.Entries> after = new ArrayList<>(indexes.size());
        for (StoredIndex index : indexes) {
            StoredIndex.Entries old = index.entriesOf(oldDocument);
            StoredIndex.Entries changed = index.entriesOf(newDocument);
            requireUnique(index, changed, old, position, unit(), newDocument);
            before.add(old);
            after.add(changed);
        }
        byte[] replaced = unit().get(dataKey);
        unit().put(dataKey, bson);
        for (int i = 0; i < after.size(); i++) {
            replaceEntries(indexes.get(i), before.get(i), after.get(i), position, unit());
        }
        statsInUnit = statsInUnit.plus(0, bson.length - (replaced == null ? 0 : replaced.length));
    }

    @Override
    public void removeDocument(Document document) {
        write(() -> {
            delete(document);
            return true;
        });
    }

    private void delete(Document document) {
        DocumentKey key = DocumentKey.ofId(document.get("_id"));
        byte[] dataKey = Bytes.concat(prefix, key.bytes());
        byte[] stored = unit().get(dataKey);
        if (stored == null) {
            return;
        }
        Document current = BsonBytes.decode(stored);
        for (StoredIndex index : indexes) {
            replaceEntries(index, index.entriesOf(current), StoredIndex.Entries.NONE, key, unit());
        }
        unit().delete(dataKey);
        statsInUnit = statsInUnit.plus(-1, -stored.length);
    }

    private void replaceEntries(
            StoredIndex index, StoredIndex.Entries before, StoredIndex.Entries after, DocumentKey key, WriteUnit into) {
        for (byte[] old : before.keys()) {
            if (!after.contains(old)) {
                into.delete(StoredIndex.entryKey(old, key));
            }
        }
        for (byte[] added : after.keys()) {
            if (!before.contains(added)) {
                into.put(StoredIndex.entryKey(added, key), StoredIndex.entryValue(added));
            }
        }
        if (after.fromArray() && !index.isMultikey()) {
            into.put(Catalog.multikeyKey(index.definition().id()), new byte[] {1});
            // Before the commit: a reader that sees such entries must know of them.
            index.becomeMultikey();
        }
    }

    private void requireUnique(
            StoredIndex index,
            StoredIndex.Entries wantedEntries,
            StoredIndex.Entries own,
            DocumentKey key,
            View view,
            Document document) {
        if (!index.definition().unique()) {
            return;
        }
        for (byte[] fields : wantedEntries.keys()) {
            if (own.contains(fields)) {
                continue;
            }
            try (Scan scan = view.scan(fields, Bytes.after(fields), false)) {
                while (scan.advance()) {
                    if (!StoredIndex.documentOf(scan.key(), scan.value()).equals(key)) {
                        throw new DuplicateKeyError(
                                getFullName(),
                                index.definition().name() + " dup key: "
                                        + DuplicateKeys.describe(index.definition(), document));
                    }
                }
            }
        }
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
                delete(document);
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
        return reading(filter, sort, limit > 0 ? limit + skip : 0, (plan, view) -> {
            try (DocumentScan scan = DocumentScan.open(plan, view, prefix, counters)) {
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

    /** Something read by a plan in a view. */
    private interface Reading<T> {
        T read(QueryPlan plan, View view);
    }

    /**
     * Reads one state of the collection and its indexes.
     *
     * <p>An index that is listed before and after the snapshot was taken was whole when it was taken; whether it holds
     * arrays is asked afterwards, for that is noted before such entries are written.
     */
    @SuppressWarnings("ReferenceEquality") // whether the very same list is still in force
    private <T> T reading(Document query, @Nullable Document orderBy, int limit, Reading<T> reading) {
        if (writing.isHeldByCurrentThread() && unit != null) {
            return reading.read(planner.plan(query, orderBy, limit, indexes), unit());
        }
        QueryPlan byId = planner.plan(query, orderBy, limit, List.of());
        if (byId instanceof QueryPlan.ById plan && plan.keys().size() <= 1) {
            T result = reading.read(plan, storage.latest());
            requirePresent();
            return result;
        }
        while (true) {
            List<StoredIndex> listed = indexes;
            try (SnapshotView view = storage.snapshot()) {
                requirePresent();
                if (listed == indexes) {
                    return reading.read(planner.plan(query, orderBy, limit, listed), view);
                }
            }
        }
    }

    private void requirePresent() {
        if (dropped) {
            throw new CollectionGone(getFullName());
        }
    }

    /** How the store would read. */
    QueryPlan explain(Document filter, @Nullable Document sort, int limit) {
        return planner.plan(filter, sort, limit, indexes);
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            return window(count(), skip, limit);
        }
        return reading(query, null, 0, (plan, view) -> {
            Integer covered = CoveredCount.of(query, plan, view, counters);
            return covered != null ? window(covered, skip, limit) : countRead(query, skip, limit, plan, view);
        });
    }

    private int countRead(Document query, int skip, int limit, QueryPlan plan, View view) {
        try (DocumentScan scan = DocumentScan.open(plan, view, prefix, counters)) {
            Stream<Document> matching = scan.stream()
                    .filter(document -> documentMatchesQuery(document, query))
                    .skip(Math.max(skip, 0));
            return Math.toIntExact((limit > 0 ? matching.limit(limit) : matching).count());
        }
    }

    private static int window(int count, int skip, int limit) {
        int left = Math.max(0, count - Math.max(skip, 0));
        return limit > 0 ? Math.min(limit, left) : left;
    }

    @Override
    public int count() {
        CollectionStats now = writing.isHeldByCurrentThread() && unit != null ? statsInUnit : stats;
        return Math.toIntExact(now.count());
    }

    // ---- indexes ----

    /**
     * Makes an index and fills it; writers wait meanwhile, readers do not.
     *
     * @return false when the same index is there already
     */
    boolean createIndex(Document description) {
        return exclusively(() -> {
            requirePresent();
            IndexDefinition asked = IndexDefinition.read(0, description);
            if (asked.isOnIdAlone() || IndexConflicts.isPresent(asked, definitions())) {
                return false;
            }
            storage.disk().requireRoom();
            IndexDefinition definition = IndexDefinition.read(catalog.newId(), description);
            StoredIndex built = storedIndex(definition, false);
            try {
                new IndexBuild(built).run();
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

    private final class IndexBuild {

        private final StoredIndex index;
        private WriteUnit chunk = new WriteUnit(storage.latest());
        private int inChunk;

        IndexBuild(StoredIndex index) {
            this.index = index;
        }

        void run() {
            try (Scan documents = storage.latest().scan(prefix, Bytes.after(prefix), false)) {
                while (documents.advance()) {
                    Document document = BsonBytes.decode(documents.value());
                    DocumentKey key = new DocumentKey(Bytes.tail(documents.key(), prefix.length));
                    StoredIndex.Entries entries = index.entriesOf(document);
                    requireUnique(index, entries, StoredIndex.Entries.NONE, key, chunk, document);
                    replaceEntries(index, StoredIndex.Entries.NONE, entries, key, chunk);
                    if (++inChunk == INDEX_BUILD_CHUNK) {
                        flush();
                    }
                }
            }
            flush();
        }

        private void flush() {
            storage.commit(chunk);
            chunk = new WriteUnit(storage.latest());
            inChunk = 0;
        }
    }

    /** Removes an index; readers that use it read on. */
    void removeIndex(IndexDefinition definition) {
        exclusively(() -> {
            requirePresent();
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
