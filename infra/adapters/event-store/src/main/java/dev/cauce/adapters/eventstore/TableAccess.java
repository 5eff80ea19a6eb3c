package dev.cauce.adapters.eventstore;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Lets readers in while the tables are open. Closed tables are freed native memory: a reader that touched them would
 * end the process, so every read holds the shared side of a lock for as long as it lasts.
 */
final class TableAccess {

    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private @Nullable Tables tables;
    private StoreException whyClosed = new StoreException(StoreError.CLOSED, "The event store is not open yet");

    interface Reading<T> {
        T from(Tables tables) throws RocksDBException;
    }

    interface Opening {
        Tables open() throws RocksDBException;
    }

    TableAccess(Opening opening) throws RocksDBException {
        tables = opening.open();
    }

    <T> T read(String doing, Reading<T> reading) {
        gate.readLock().lock();
        try {
            Tables open = tables;
            if (open == null) {
                throw new StoreException(whyClosed.error(), doing + " is not possible now", whyClosed);
            }
            return reading.from(open);
        } catch (RocksDBException failure) {
            throw StoreException.of(doing, failure);
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Closes the tables and opens them anew. When that fails they stay closed and it can be tried again. */
    void reopen(Opening opening) throws RocksDBException {
        gate.writeLock().lock();
        try {
            close(new StoreException(StoreError.IO_FAILED, "The event store could not be opened again yet"));
            tables = opening.open();
        } finally {
            gate.writeLock().unlock();
        }
    }

    void close(StoreException reason) {
        gate.writeLock().lock();
        try {
            whyClosed = reason;
            Tables open = tables;
            tables = null;
            if (open != null) {
                open.close();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }
}
