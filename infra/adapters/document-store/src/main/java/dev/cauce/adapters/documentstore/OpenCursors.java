package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers that did not fit into one message and wait for the client to ask on. */
final class OpenCursors {

    /** Where MongoDB's own default lies, before a client asks for other batches. */
    static final int FIRST_BATCH = 101;

    private static final int NEXT_BATCH = 1_000;
    /** A message must stay below 48 MB; documents of 16 MB go one by one. */
    static final long BATCH_BYTES = 16L << 20;

    private static final long IDLE_NANOS = 600_000_000_000L;

    private final CursorRegistry registry;
    private final Queue<Waiting> opened = new ConcurrentLinkedQueue<>();

    OpenCursors(CursorRegistry registry) {
        this.registry = registry;
    }

    /** The first documents of an answer, and the number under which the rest wait: 0 when there is none. */
    record FirstBatch(List<Document> documents, long cursorId) {}

    /**
     * Gives a client its first documents and keeps the rest; {@code small} says whether all of them are known to fit
     * into one message
     */
    FirstBatch open(List<Document> all, int batchSize, boolean single, boolean small) {
        if (small && (single || all.size() <= batchSize)) {
            return new FirstBatch(all, 0);
        }
        forgetIdle();
        Waiting cursor = new Waiting(registry.generateCursorId(), all);
        List<Document> first = cursor.takeDocuments(batchSize);
        if (single || cursor.isEmpty()) {
            return new FirstBatch(first, 0);
        }
        registry.add(cursor);
        opened.add(cursor);
        return new FirstBatch(first, cursor.getId());
    }

    /** A client that went away without a word would keep its rest here for ever. */
    private void forgetIdle() {
        long now = System.nanoTime();
        opened.removeIf(cursor -> {
            boolean idle = now - cursor.touched > IDLE_NANOS;
            if (idle) {
                registry.remove(cursor.getId());
            }
            return idle || cursor.isEmpty();
        });
    }

    private static final class Waiting extends AbstractCursor {

        private final ArrayDeque<Document> rest;
        private volatile long touched = System.nanoTime();

        Waiting(long id, List<Document> all) {
            super(id);
            this.rest = new ArrayDeque<>(all);
        }

        @Override
        public synchronized boolean isEmpty() {
            return rest.isEmpty();
        }

        @Override
        public synchronized List<Document> takeDocuments(int numberToReturn) {
            touched = System.nanoTime();
            int most = numberToReturn > 0 ? numberToReturn : NEXT_BATCH;
            List<Document> batch = new ArrayList<>(Math.min(most, rest.size()));
            long bytes = 0;
            while (batch.size() < most && !rest.isEmpty() && bytes < BATCH_BYTES) {
                Document next = rest.removeFirst();
                batch.add(next);
                bytes += BsonBytes.size(next);
            }
            return batch;
        }
    }
}
