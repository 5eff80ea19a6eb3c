package dev.cauce.adapters.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * A failure of the event store itself. A failed append left nothing behind.
 *
 * <p>A conflict between two appends is not one of these; see {@link StreamConflict}.
 */
public final class StoreException extends EventStoreException {

    private final StoreError error;
    private final String detail;

    StoreException(StoreError error, String message) {
        this(error, message, null);
    }

    StoreException(StoreError error, String message, @Nullable Throwable cause) {
        super("[" + error.code() + "] " + message, cause);
        this.error = error;
        this.detail = message;
    }

    /** What went wrong. */
    public StoreError error() {
        return error;
    }

    /** The message without the code. */
    String detail() {
        return detail;
    }

    /** Tells a full disk and stored rubbish from other failures, by RocksDB's own status. */
    static StoreException of(String doing, RocksDBException failure) {
        Status status = failure.getStatus();
        if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
            return new StoreException(StoreError.DISK_FULL, doing + " failed: no space is left on the disk", failure);
        }
        if (status != null && status.getCode() == Status.Code.Corruption) {
            return new StoreException(
                    StoreError.CORRUPT, doing + " failed: stored data is damaged: " + failure.getMessage(), failure);
        }
        return new StoreException(StoreError.IO_FAILED, doing + " failed: " + failure.getMessage(), failure);
    }
}
