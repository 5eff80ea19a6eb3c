package dev.cauce.adapters.documentstore;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** The store as it was when this view was made, whatever is written meanwhile. */
final class SnapshotView implements View, AutoCloseable {

    private final RocksDB db;
    private final Snapshot snapshot;
    private final ReadOptions options;

    SnapshotView(RocksDB db) {
        this.db = db;
        this.snapshot = db.getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return db.get(options, key);
        } catch (RocksDBException e) {
            throw StorageFailure.of(e);
        }
    }

    @Override
    public Scan scan(byte[] from, byte[] to, boolean descending) {
        return new StoredScan(db, options, from, to, descending);
    }

    @Override
    public void close() {
        options.close();
        db.releaseSnapshot(snapshot);
        snapshot.close();
    }
}
