package dev.cauce.adapters.documentstore;

import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileManager;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** An open RocksDB and the native objects that live as long as it does. */
final class RocksHandle implements AutoCloseable {

    private static final int BLOOM_BITS_PER_KEY = 10;
    private static final long BLOCK_BYTES = 8L << 10;
    private static final int BACKGROUND_JOBS = 2;
    private static final int KEPT_LOG_FILES = 2;

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache blockCache;
    private final BloomFilter bloomFilter;
    private final SstFileManager files;
    private final Options options;
    private final RocksDB db;
    private final WriteOptions unsynced = new WriteOptions().setSync(false);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final ReadOptions plainRead = new ReadOptions();

    private RocksHandle(Path folder, StoreOptions settings) throws RocksDBException {
        blockCache = new LRUCache(settings.blockCacheBytes());
        bloomFilter = new BloomFilter(BLOOM_BITS_PER_KEY, false);
        // It is what lets RocksDB notice by itself that a full disk has room again.
        files = new SstFileManager(Env.getDefault());
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(settings.writeBufferBytes())
                .setMaxWriteBufferNumber(3)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setSstFileManager(files)
                // Every write reaches the operating system before it is answered: a killed process loses nothing.
                .setManualWalFlush(false)
                // What survives is a prefix of what was written: a token never without its view.
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(KEPT_LOG_FILES)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(blockCache)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(bloomFilter)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true));
        try {
            db = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
    }

    static RocksHandle open(Path folder, StoreOptions settings) throws RocksDBException {
        return new RocksHandle(folder, settings);
    }

    RocksDB db() {
        return db;
    }

    WriteOptions unsynced() {
        return unsynced;
    }

    WriteOptions synced() {
        return synced;
    }

    ReadOptions plainRead() {
        return plainRead;
    }

    @Override
    public void close() {
        db.close();
        closeOptions();
    }

    private void closeOptions() {
        plainRead.close();
        synced.close();
        unsynced.close();
        options.close();
        files.close();
        bloomFilter.close();
        blockCache.close();
    }
}
