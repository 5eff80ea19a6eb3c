package dev.cauce.adapters.documentstore;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Brings the write-ahead log to the disk for those who wait for it, one sync for all who came while another ran.
 *
 * <p>A caller is released only by a sync that began after it called, so what it wrote before calling is on the disk.
 */
final class JournalSync {

    /** Forces the log to the disk. */
    interface Disk {
        void sync() throws RocksDBException;
    }

    private final Disk disk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private final LongAdder syncs = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private long requested;
    private long settled;
    private long failedUpTo;
    private @Nullable RocksDBException failure;
    private boolean running;

    JournalSync(Disk disk) {
        this.disk = disk;
    }

    /** Returns when everything that this thread wrote before is on the disk. */
    void await() {
        waits.increment();
        lock.lock();
        try {
            long ticket = ++requested;
            while (settled < ticket) {
                if (running) {
                    finished.awaitUninterruptibly();
                } else {
                    syncForAll();
                }
            }
            RocksDBException failed = failure;
            if (failed != null && ticket <= failedUpTo) {
                throw StorageFailure.of(failed);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How often the disk was asked. */
    long syncs() {
        return syncs.sum();
    }

    /** How many waited for it. */
    long waits() {
        return waits.sum();
    }

    private void syncForAll() {
        long upTo = requested;
        running = true;
        lock.unlock();
        RocksDBException failed = null;
        try {
            syncs.increment();
            disk.sync();
        } catch (RocksDBException e) {
            failed = e;
        } finally {
            lock.lock();
            running = false;
            settled = upTo;
            if (failed != null) {
                failure = failed;
                failedUpTo = upTo;
            }
            finished.signalAll();
        }
    }
}
