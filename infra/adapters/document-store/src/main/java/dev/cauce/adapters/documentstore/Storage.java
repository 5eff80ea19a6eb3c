package dev.cauce.adapters.documentstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The one RocksDB of a store: one write-ahead log, hence one order of everything that was written.
 *
 * <p>Its native handle is used only inside {@link #use}: closing it, or replacing it by a fresh one, waits until nobody
 * is inside.
 */
final class Storage implements AutoCloseable {

    private static final String DATA = "data";
    /** A key of the catalog's that says nothing. */
    private static final byte[] PROBE = {0, 0, 0, 0, 'p'};

    private final Path folder;
    private final StoreOptions settings;
    private final DiskSpace disk;
    private final JournalSync journal;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final LongAdder commits = new LongAdder();
    private @Nullable RocksHandle handle;
    private volatile boolean broken;

    private Storage(Path folder, StoreOptions settings, DiskSpace disk) {
        this.folder = folder;
        this.settings = settings;
        this.disk = disk;
        this.journal = new JournalSync(() -> db().syncWal());
    }

    static Storage open(Path storeFolder, StoreOptions settings, DiskSpace disk) throws RocksDBException {
        Storage storage = new Storage(storeFolder.resolve(DATA), settings, disk);
        storage.handle = RocksHandle.open(storage.folder, settings);
        return storage;
    }

    /** Runs something that touches the store; it may be called from within. */
    <T> T use(Supplier<T> action) {
        gate.readLock().lock();
        try {
            return action.get();
        } finally {
            gate.readLock().unlock();
        }
    }

    /** What is stored now, entry by entry; two reads may see two states. */
    View latest() {
        RocksHandle open = open();
        return new View() {
            @Override
            public byte @Nullable [] get(byte[] key) {
                try {
                    return open.db().get(open.plainRead(), key);
                } catch (RocksDBException e) {
                    throw StorageFailure.of(e);
                }
            }

            @Override
            public Scan scan(byte[] from, byte[] to, boolean descending) {
                return new StoredScan(open.db(), open.plainRead(), from, to, descending);
            }
        };
    }

    /** What is stored now and stays so for this reader. */
    SnapshotView snapshot() {
        return new SnapshotView(open().db());
    }

    DiskSpace disk() {
        return disk;
    }

    /** Whether writes to a collection of this name may use some of the disk's reserve. */
    boolean isEssential(String collection) {
        return settings.essential().contains(collection);
    }

    JournalSync journal() {
        return journal;
    }

    long commits() {
        return commits.sum();
    }

    /** Brings a unit's writes into the log and the store; they survive a kill of the process from here on. */
    void commit(WriteUnit unit) {
        try (WriteBatch batch = new WriteBatch()) {
            unit.copyTo(batch);
            write(batch, open().unsynced());
        } catch (RocksDBException e) {
            throw StorageFailure.of(e);
        }
    }

    /** Something that fills a batch. */
    interface BatchFiller {
        void fill(WriteBatch batch) throws RocksDBException;
    }

    /** Writes a batch and returns when it is on the disk. */
    void commitDurably(BatchFiller filler) {
        commit(filler, open().synced());
    }

    /** Writes a batch that survives a kill of the process. */
    void commitPlain(BatchFiller filler) {
        commit(filler, open().unsynced());
    }

    private void commit(BatchFiller filler, WriteOptions options) {
        try (WriteBatch batch = new WriteBatch()) {
            filler.fill(batch);
            write(batch, options);
        } catch (RocksDBException e) {
            throw StorageFailure.of(e);
        }
    }

    private void write(WriteBatch batch, WriteOptions options) throws RocksDBException {
        try {
            db().write(options, batch);
            commits.increment();
        } catch (RocksDBException e) {
            broken = true;
            throw e;
        }
    }

    /** Whether a write failed since the store was opened last; it then takes no writes until it is opened anew. */
    boolean isBroken() {
        return broken;
    }

    /**
     * Makes a store whose last write failed take writes again: RocksDB may have found room by itself, else it is opened
     * anew.
     *
     * @param afterReopen runs before anybody else gets in
     * @return whether it was opened anew
     */
    boolean recover(Runnable afterReopen) {
        gate.writeLock().lock();
        try {
            if (!broken) {
                return false;
            }
            if (handle != null && takesWrites()) {
                broken = false;
                return false;
            }
            reopen();
            afterReopen.run();
            broken = false;
            return true;
        } finally {
            gate.writeLock().unlock();
        }
    }

    private boolean takesWrites() {
        try {
            db().put(open().synced(), PROBE, PROBE);
            return true;
        } catch (RocksDBException _) {
            return false;
        }
    }

    /** Opens RocksDB anew; only for who holds the gate. */
    private void reopen() {
        RocksHandle old = handle;
        handle = null;
        if (old != null) {
            old.close();
        }
        try {
            handle = RocksHandle.open(folder, settings);
        } catch (RocksDBException e) {
            broken = true;
            throw StorageFailure.of(e);
        }
    }

    /**
     * Removes deleted and overwritten bytes from every file.
     *
     * <p>Passing the gate once first waits for readers that may still hold a snapshot from before the deletions;
     * opening anew at the end leaves behind a manifest that still names deleted keys.
     */
    void compact() {
        gate.writeLock().lock();
        try {
            open();
        } finally {
            gate.writeLock().unlock();
        }
        use(() -> {
            try (FlushOptions flush = new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true);
                    CompactRangeOptions everything = new CompactRangeOptions()
                            .setExclusiveManualCompaction(true)
                            .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
                RocksDB db = db();
                db.flush(flush);
                db.compactRange(db.getDefaultColumnFamily(), null, null, everything);
                return true;
            } catch (RocksDBException e) {
                throw StorageFailure.of(e);
            }
        });
        gate.writeLock().lock();
        try {
            reopen();
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** Copies the store, as it is at one moment, into a folder that must not exist yet. */
    void checkpoint(Path target) throws IOException {
        Path data = target.resolve(DATA);
        Files.createDirectories(target);
        use(() -> {
            try (Checkpoint checkpoint = Checkpoint.create(db())) {
                checkpoint.createCheckpoint(data.toString());
                return true;
            } catch (RocksDBException e) {
                throw StorageFailure.of(e);
            }
        });
    }

    /** Reads every file and compares its checksums. */
    void verifyChecksums() throws RocksDBException {
        db().verifyChecksum();
    }

    long property(String name) {
        try {
            return db().getLongProperty(name);
        } catch (RocksDBException e) {
            throw StorageFailure.of(e);
        }
    }

    private RocksDB db() {
        return open().db();
    }

    private RocksHandle open() {
        RocksHandle open = handle;
        if (open == null) {
            throw StorageFailure.closed();
        }
        return open;
    }

    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            RocksHandle open = handle;
            handle = null;
            if (open != null) {
                open.close();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }
}
