package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The documents that a plan leads to, read one by one as they are asked for. */
final class DocumentScan implements Iterator<Document>, AutoCloseable {

    /** Gives the BSON of the next document that lies in the way; null at the end. */
    private interface Source extends AutoCloseable {
        byte @Nullable [] next();

        @Override
        default void close() {}
    }

    private final Source source;
    private final StoreCounters counters;
    private long bytesRead;
    private @Nullable Document ahead;
    private boolean looked;

    private DocumentScan(Source source, StoreCounters counters) {
        this.source = source;
        this.counters = counters;
    }

    static DocumentScan open(QueryPlan plan, View view, byte[] collectionPrefix, StoreCounters counters) {
        return new DocumentScan(
                switch (plan) {
                    case QueryPlan.ById byId -> {
                        counters.idLookups.increment();
                        yield new ById(byId, view, collectionPrefix);
                    }
                    case QueryPlan.Collection collection -> {
                        counters.collectionScans.increment();
                        yield new Whole(RangeScans.open(view, collection.ranges(), collection.descending(), false));
                    }
                    case QueryPlan.Index index -> {
                        counters.indexScans.increment();
                        yield new ByIndex(index, view, collectionPrefix, counters);
                    }
                },
                counters);
    }

    /** How much BSON was read so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** The documents as a stream of this thread; it ends with this scan. */
    Stream<Document> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        if (!looked) {
            byte[] bson = source.next();
            if (bson == null) {
                ahead = null;
            } else {
                counters.documentsExamined.increment();
                bytesRead += bson.length;
                ahead = BsonBytes.decode(bson);
            }
            looked = true;
        }
        return ahead != null;
    }

    @Override
    public Document next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Document document = ahead;
        if (document == null) {
            throw new NoSuchElementException();
        }
        looked = false;
        return document;
    }

    @Override
    public void close() {
        source.close();
    }

    private static final class ById implements Source {

        private final Iterator<DocumentKey> keys;
        private final View view;
        private final byte[] collectionPrefix;

        ById(QueryPlan.ById plan, View view, byte[] collectionPrefix) {
            this.keys = plan.keys().iterator();
            this.view = view;
            this.collectionPrefix = collectionPrefix;
        }

        @Override
        public byte @Nullable [] next() {
            while (keys.hasNext()) {
                byte[] stored =
                        view.get(Bytes.concat(collectionPrefix, keys.next().bytes()));
                if (stored != null) {
                    return stored;
                }
            }
            return null;
        }
    }

    private static final class Whole implements Source {

        private final Scan scan;

        Whole(Scan scan) {
            this.scan = scan;
        }

        @Override
        public byte @Nullable [] next() {
            return scan.advance() ? scan.value() : null;
        }

        @Override
        public void close() {
            scan.close();
        }
    }

    private static final class ByIndex implements Source {

        private final Scan entries;
        private final View view;
        private final byte[] collectionPrefix;
        private final StoreCounters counters;
        private final String indexName;
        /** An array may lead to one document several times. */
        private final @Nullable Set<DocumentKey> seen;

        ByIndex(QueryPlan.Index plan, View view, byte[] collectionPrefix, StoreCounters counters) {
            this.entries = RangeScans.open(view, plan.ranges(), plan.descending(), plan.merge());
            this.view = view;
            this.collectionPrefix = collectionPrefix;
            this.counters = counters;
            this.indexName = plan.index().definition().name();
            this.seen = plan.index().isMultikey() ? new HashSet<>() : null;
        }

        @Override
        public byte @Nullable [] next() {
            while (entries.advance()) {
                counters.keysExamined.increment();
                DocumentKey key = StoredIndex.documentOf(entries.key(), entries.value());
                if (seen != null && !seen.add(key)) {
                    continue;
                }
                byte[] stored = view.get(Bytes.concat(collectionPrefix, key.bytes()));
                if (stored == null) {
                    throw new IllegalStateException(
                            "index " + indexName + " leads to a document that is not there: verify the store");
                }
                return stored;
            }
            return null;
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
