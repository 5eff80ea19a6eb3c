package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a collection without locking it: each query sees one state of its documents and indexes. */
final class CollectionReader {

    /** Something read by a plan in a view. */
    interface Reading<T> {
        T read(QueryPlan plan, View view);
    }

    private final RocksCollection collection;
    private final byte[] prefix;
    private final Storage storage;
    private final StoreCounters counters;
    private final QueryPlanner planner;

    CollectionReader(RocksCollection collection, byte[] prefix, Storage storage, StoreCounters counters) {
        this.collection = collection;
        this.prefix = prefix;
        this.storage = storage;
        this.counters = counters;
        this.planner = new QueryPlanner(prefix);
    }

    /**
     * Plans a query and reads by the plan; whoever is writing sees what it has written so far.
     *
     * <p>An index that is listed before and after the snapshot was taken was whole when it was taken; whether it holds
     * arrays is asked afterwards, for that is noted before such entries are written.
     */
    @SuppressWarnings("ReferenceEquality") // whether the very same list is still in force
    <T> T read(Document query, @Nullable Document sort, int limit, Reading<T> reading) {
        WriteUnit own = collection.ownUnit();
        if (own != null) {
            return reading.read(planner.plan(query, sort, limit, collection.indexes()), own);
        }
        // One document is one state by itself.
        if (planner.plan(query, sort, limit, List.of()) instanceof QueryPlan.ById plan
                && plan.keys().size() <= 1) {
            T result = reading.read(plan, storage.latest());
            requirePresent();
            return result;
        }
        while (true) {
            List<StoredIndex> listed = collection.indexes();
            try (SnapshotView view = storage.snapshot()) {
                requirePresent();
                if (listed == collection.indexes()) {
                    return reading.read(planner.plan(query, sort, limit, listed), view);
                }
            }
        }
    }

    DocumentScan open(QueryPlan plan, View view) {
        return DocumentScan.open(plan, view, prefix, counters);
    }

    int count(Document query, int skip, int limit) {
        return read(query, null, 0, (plan, view) -> {
            Integer covered = CoveredCount.of(query, plan, view, counters);
            return covered != null ? window(covered, skip, limit) : countRead(query, skip, limit, plan, view);
        });
    }

    private int countRead(Document query, int skip, int limit, QueryPlan plan, View view) {
        try (DocumentScan scan = open(plan, view)) {
            Stream<Document> matching = scan.stream()
                    .filter(document -> collection.documentMatchesQuery(document, query))
                    .skip(Math.max(skip, 0));
            return Math.toIntExact((limit > 0 ? matching.limit(limit) : matching).count());
        }
    }

    static int window(int count, int skip, int limit) {
        int left = Math.max(0, count - Math.max(skip, 0));
        return limit > 0 ? Math.min(limit, left) : left;
    }

    /** Who resolved the name before it was dropped must resolve it again. */
    void requirePresent() {
        if (collection.isDropped()) {
            throw new CollectionGone(collection.getFullName());
        }
    }
}
