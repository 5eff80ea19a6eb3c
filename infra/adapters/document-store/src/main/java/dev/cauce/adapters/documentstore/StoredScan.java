package dev.cauce.adapters.documentstore;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A scan of what RocksDB holds. */
final class StoredScan implements Scan {

    private final RocksIterator iterator;
    private final byte[] from;
    private final byte[] to;
    private final boolean descending;
    private boolean started;
    private byte[] key = new byte[0];

    StoredScan(RocksDB db, ReadOptions options, byte[] from, byte[] to, boolean descending) {
        this.iterator = db.newIterator(options);
        this.from = from;
        this.to = to;
        this.descending = descending;
    }

    @Override
    public boolean advance() {
        if (!started) {
            started = true;
            first();
        } else if (descending) {
            iterator.prev();
        } else {
            iterator.next();
        }
        if (!iterator.isValid()) {
            try {
                iterator.status();
            } catch (RocksDBException e) {
                throw StorageFailure.of(e);
            }
            return false;
        }
        key = iterator.key();
        return descending ? Bytes.compare(key, from) >= 0 : Bytes.compare(key, to) < 0;
    }

    private void first() {
        if (!descending) {
            iterator.seek(from);
            return;
        }
        iterator.seekForPrev(to);
        if (iterator.isValid() && Bytes.compare(iterator.key(), to) == 0) {
            iterator.prev();
        }
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public byte[] value() {
        return iterator.value();
    }

    @Override
    public void close() {
        iterator.close();
    }
}
