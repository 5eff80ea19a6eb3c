package dev.cauce.adapters.eventstore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with its column families open.
 *
 * <ul>
 *   <li>events: position → entry
 *   <li>streams: stream identifier → {@link StreamHead}
 *   <li>sequences: stream and sequence number → position, for all but a stream's first event. A stream of one event, as
 *       each command's idempotency key is, needs none.
 *   <li>identifiers: event identifier → position
 *   <li>snapshots: aggregate identifier → entry
 * </ul>
 */
final class Tables implements AutoCloseable {

    private static final int BLOOM_BITS = 10;
    private static final double MEMTABLE_BLOOM_SHARE = 0.1;

    static {
        RocksDB.loadLibrary();
    }

    /** How to open: a test may listen to what the engine does to its files. */
    record Opening(StoreOptions options, boolean create, boolean readOnly, List<AbstractEventListener> listeners) {}

    private final List<AbstractImmutableNativeReference> owned = new ArrayList<>();
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB db;
    private final ReadOptions lookUp;
    private final ReadOptions scan;
    private final WriteOptions synced;
    private final WriteOptions unsynced;

    Tables(Path folder, Opening opening) throws RocksDBException {
        StoreOptions options = opening.options();
        Cache cache = own(new LRUCache(options.blockCacheBytes()));
        BloomFilter bloom = own(new BloomFilter(BLOOM_BITS, false));
        List<ColumnFamilyDescriptor> families = List.of(
                family("default", points(cache, bloom, options)),
                family("events", series(cache, options)),
                family("streams", points(cache, bloom, options)),
                family("sequences", points(cache, bloom, options)),
                family("identifiers", points(cache, bloom, options)),
                family("snapshots", points(cache, bloom, options)));
        DBOptions dbOptions = own(new DBOptions()
                .setCreateIfMissing(opening.create())
                .setCreateMissingColumnFamilies(opening.create())
                // A crash can cut the log's last record short; what lies before it is whole and is kept.
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setMaxTotalWalSize(options.writeBufferBytes())
                .setDbWriteBufferSize(options.writeBufferBytes())
                .setMaxBackgroundJobs(2)
                .setParanoidChecks(true)
                .setListeners(opening.listeners())
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0));
        lookUp = own(new ReadOptions());
        scan = own(new ReadOptions().setFillCache(false));
        synced = own(new WriteOptions().setSync(true));
        unsynced = own(new WriteOptions());
        try {
            db = opening.readOnly()
                    ? RocksDB.openReadOnly(dbOptions, folder.toString(), families, handles)
                    : RocksDB.open(dbOptions, folder.toString(), families, handles);
        } catch (RocksDBException failure) {
            releaseOwned();
            throw failure;
        }
    }

    RocksDB db() {
        return db;
    }

    ColumnFamilyHandle events() {
        return handles.get(1);
    }

    ColumnFamilyHandle streams() {
        return handles.get(2);
    }

    ColumnFamilyHandle sequences() {
        return handles.get(3);
    }

    ColumnFamilyHandle identifiers() {
        return handles.get(4);
    }

    ColumnFamilyHandle snapshots() {
        return handles.get(5);
    }

    byte @Nullable [] get(ColumnFamilyHandle table, byte[] key) throws RocksDBException {
        return db.get(table, lookUp, key);
    }

    List<byte[]> getAll(ColumnFamilyHandle table, List<byte[]> keys) throws RocksDBException {
        return db.multiGetAsList(lookUp, Collections.nCopies(keys.size(), table), keys);
    }

    @Nullable
    StreamHead stream(byte[] streamKey) throws RocksDBException {
        byte[] head = get(streams(), streamKey);
        return head == null ? null : StreamHead.decode(head);
    }

    RocksIterator scan(ColumnFamilyHandle table) {
        return db.newIterator(table, scan);
    }

    /** The last position, 0 where there is no event. */
    long lastPosition() throws RocksDBException {
        try (RocksIterator events = scan(events())) {
            events.seekToLast();
            if (events.isValid()) {
                return Keys.position(events.key());
            }
            events.status();
            return 0;
        }
    }

    /** Sorts what is only in memory and in the log into files. */
    void flush() throws RocksDBException {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            db.flush(options, handles);
        }
    }

    /** Rewrites all files, leaving out what was replaced or deleted. */
    void rewrite() throws RocksDBException {
        try (CompactRangeOptions options =
                new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
            for (ColumnFamilyHandle table : handles) {
                db.compactRange(table, null, null, options);
            }
        }
    }

    void write(WriteBatch batch, boolean sync) throws RocksDBException {
        db.write(sync ? synced : unsynced, batch);
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        db.close();
        releaseOwned();
    }

    private void releaseOwned() {
        owned.reversed().forEach(AbstractImmutableNativeReference::close);
        owned.clear();
    }

    private <T extends AbstractImmutableNativeReference> T own(T reference) {
        owned.add(reference);
        return reference;
    }

    private static ColumnFamilyDescriptor family(String name, ColumnFamilyOptions options) {
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), options);
    }

    /**
     * Read along the keys: no filter, since whoever asks for a position asks for one that exists. Small blocks and a
     * quick compression: a stream that is loaded for the first time in a while has each event in a block of its own.
     */
    private ColumnFamilyOptions series(Cache cache, StoreOptions options) {
        return own(new ColumnFamilyOptions()
                .setWriteBufferSize(options.writeBufferBytes() / 2)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache)));
    }

    /** Asked for single keys, most of which do not exist: filters on disk and in memory answer those. */
    private ColumnFamilyOptions points(Cache cache, BloomFilter bloom, StoreOptions options) {
        return own(new ColumnFamilyOptions()
                .setWriteBufferSize(options.writeBufferBytes() / 4)
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_SHARE)
                .setMemtableWholeKeyFiltering(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(bloom)
                        .setIndexType(IndexType.kBinarySearch)
                        .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)));
    }
}
