package dev.cauce.adapters.eventstore;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What callers hand to the writer. The future ends when the work is as durable as it is going to be. */
sealed interface Work {

    /** The position of the last event written, or 0 for work that writes none. */
    CompletableFuture<Long> done();

    /** How much it adds to a batch, roughly. */
    long bytes();

    /** Events that are written together or not at all. */
    record Append(List<PendingEvent> events, CompletableFuture<Long> done) implements Work {
        @Override
        public long bytes() {
            return events.stream().mapToLong(event -> event.entry().length).sum();
        }
    }

    /** Keeps a snapshot unless there is a later one. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record KeepSnapshot(byte[] streamKey, long sequenceNumber, byte[] entry, CompletableFuture<Long> done)
            implements Work {
        @Override
        public long bytes() {
            return entry.length;
        }
    }

    /** Forgets the snapshot of one aggregate. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record DropSnapshot(byte[] streamKey, CompletableFuture<Long> done) implements Work {
        @Override
        public long bytes() {
            return streamKey.length;
        }
    }
}
