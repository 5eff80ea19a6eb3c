package dev.cauce.adapters.keyring;

import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;

/**
 * Records in a RocksDB of their own. Writes go through one {@link GroupCommit}, each synced to the disk before it is
 * answered. A shredded record leaves a mark in the same write as its successor; then every file that can hold the old
 * bytes is rewritten without them, the log before is deleted and the mark is taken away. A crash in between is made
 * good at the next start.
 */
final class RocksKeyRecords implements KeyRecords {

    private static final String FORMAT_KEY = "m/format";
    private static final String FORMAT = "1";
    private static final String TENANT_PREFIX = "t/";
    private static final String SUBJECT_PREFIX = "s/";
    private static final String SHRED_PREFIX = "x/";
    private static final int PAGE = 500;
    private static final int PROBE_BYTES = 1 << 20;

    static {
        RocksDB.loadLibrary();
    }

    private final BloomFilter bloom = new BloomFilter(10);
    private final LRUCache blocks = new LRUCache(8L << 20);
    private final Options options;
    private final Path store;
    private final GroupCommit writer;
    private final Lock shredding = new ReentrantLock();
    // A native handle must not be used after it was closed: readers share, close is exclusive.
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    /** Replaced under the exclusive lock by the writer alone. */
    private RocksDB db;

    static Keyring open(Path folder, @Nullable MasterKeys given) {
        Path store = folder.resolve("records");
        Path masterFile = folder.resolve("master.key");
        try {
            if (Files.getFileStore(existing(folder)).supportsFileAttributeView("posix")) {
                Files.createDirectories(
                        store, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(store);
            }
        } catch (IOException e) {
            throw new KeyringFault(
                    Reason.STORE_UNAVAILABLE, "the keyring's folder " + store + " cannot be made: is it writable?", e);
        }
        MasterKeys masters = given != null ? given : ownMasterKey(masterFile, store);
        RocksKeyRecords records = at(store);
        try {
            return Keyring.exclusive(records, masters, Keyring.CACHED_SUBJECTS);
        } catch (KeyringFault fault) {
            records.close();
            throw fault;
        }
    }

    /** Opens or makes the records in this folder, and completes what a crash cut short. */
    static RocksKeyRecords at(Path store) {
        RocksKeyRecords records = new RocksKeyRecords(store);
        try {
            records.checkFormat();
            records.finishShredding();
            return records;
        } catch (KeyringFault fault) {
            records.close();
            throw fault;
        }
    }

    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    private static MasterKeys ownMasterKey(Path file, Path store) {
        if (Files.exists(file)) {
            return MasterKeys.read(file);
        }
        if (Files.exists(store.resolve("CURRENT"))) {
            throw new KeyringFault(
                    Reason.MASTER_KEY_MISSING,
                    "there are keys in " + store + " and no master key at " + file
                            + ": put its copy back, or give it as cauce.keys.master");
        }
        return MasterKeys.create(file);
    }

    private RocksKeyRecords(Path store) {
        this.store = store;
        this.options = new Options()
                .setCreateIfMissing(true)
                // Any damage that is not the torn end of the log is an error and not a silent loss of keys.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                // Wrapped keys do not compress, and a proof of erasure looks for their bytes.
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setWriteBufferSize(8L << 20)
                .setTargetFileSizeBase(4L << 20)
                .setMaxBytesForLevelBase(32L << 20)
                .setRecycleLogFileNum(0)
                .setWalTtlSeconds(0)
                .setWalSizeLimitMB(0)
                .setKeepLogFileNum(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxBackgroundJobs(2)
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setFilterPolicy(bloom).setBlockCache(blocks));
        try {
            this.db = RocksDB.open(options, store.toString());
        } catch (RocksDBException e) {
            options.close();
            bloom.close();
            blocks.close();
            throw String.valueOf(e.getMessage()).contains("lock")
                    ? new KeyringFault(
                            Reason.STORE_IN_USE, "another process has the keyring in " + store + " open: stop it", e)
                    : new KeyringFault(Reason.STORE_UNAVAILABLE, "the keyring in " + store + " cannot be opened", e);
        }
        this.writer = new GroupCommit(() -> db, this::openAnew);
    }

    /** Readers go on with what is open until the disk takes data again; only then is it worth shutting them out. */
    private void openAnew() throws RocksDBException {
        requireThatTheDiskTakesData();
        lifetime.writeLock().lock();
        try {
            db.close();
            db = RocksDB.open(options, store.toString());
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private void requireThatTheDiskTakesData() throws RocksDBException {
        Path probe = store.resolveSibling(store.getFileName() + ".probe");
        try (FileChannel channel = FileChannel.open(
                probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer data = ByteBuffer.allocate(PROBE_BYTES);
            while (data.hasRemaining()) {
                channel.write(data);
            }
            channel.force(true);
        } catch (IOException full) {
            throw new RocksDBException(
                    "The disk takes no data yet: " + full.getMessage(),
                    new Status(Status.Code.IOError, Status.SubCode.NoSpace, null));
        }
    }

    private void checkFormat() {
        byte[] format = FORMAT.getBytes(StandardCharsets.US_ASCII);
        byte[] found = writer.write(FORMAT_KEY, null, format, null);
        if (!Arrays.equals(found, format)) {
            throw new KeyringFault(
                    Reason.FORMAT_TOO_NEW,
                    "this keyring has format " + new String(found, StandardCharsets.US_ASCII)
                            + " and this version knows " + FORMAT
                            + ": start the version that wrote it, or a newer one");
        }
    }

    @Override
    public Optional<byte[]> read(RecordId id) {
        return using(() -> Optional.ofNullable(db.get(GroupCommit.bytes(key(id)))));
    }

    @Override
    public byte[] write(RecordId id, byte @Nullable [] expected, byte[] value) {
        return writer.write(key(id), expected, value, null);
    }

    @Override
    public byte[] shred(RecordId id, byte @Nullable [] expected, byte[] value) {
        byte[] standing = writer.write(key(id), expected, value, SHRED_PREFIX + id);
        if (Arrays.equals(standing, value)) {
            finishShredding();
        }
        return standing;
    }

    @Override
    public void finishShredding() {
        shredding.lock();
        try {
            String marked = firstMark();
            if (marked == null) {
                return;
            }
            while (marked != null) {
                rewriteFilesOf(SUBJECT_PREFIX + marked.substring(SHRED_PREFIX.length()));
                writer.delete(marked);
                marked = firstMark();
            }
        } finally {
            shredding.unlock();
        }
    }

    private void rewriteFilesOf(String key) {
        using(() -> {
            byte[] bytes = GroupCommit.bytes(key);
            try (CompactRangeOptions rewrite =
                    new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized)) {
                db.compactRange(db.getDefaultColumnFamily(), bytes, bytes, rewrite);
            }
            // It wrote the memory table out first, as the key is in it. Obsolete files go in the background; switching
            // deletions on again waits until they are gone.
            db.disableFileDeletions();
            db.enableFileDeletions();
            return true;
        });
    }

    private @Nullable String firstMark() {
        SortedMap<String, byte[]> marks = page(SHRED_PREFIX, SHRED_PREFIX);
        return marks.isEmpty() ? null : marks.firstKey();
    }

    @Override
    public void forEachTenant(BiConsumer<RecordId, byte[]> visitor) {
        forEach(TENANT_PREFIX, visitor);
    }

    @Override
    public void forEachSubject(RecordId tenant, BiConsumer<RecordId, byte[]> visitor) {
        forEach(SUBJECT_PREFIX + tenant.tenant() + "/", visitor);
    }

    private void forEach(String prefix, BiConsumer<RecordId, byte[]> visitor) {
        String from = prefix;
        while (from != null) {
            SortedMap<String, byte[]> page = page(prefix, from);
            page.forEach((key, value) -> {
                String[] parts = key.split("/", 3);
                visitor.accept(new RecordId(parts[1], parts.length < 3 ? "" : parts[2]), value);
            });
            // The next possible key after the last one.
            from = page.size() < PAGE ? null : page.lastKey() + '\0';
        }
    }

    /** An open iterator keeps old files alive; so it is short, and no shredding runs beside it. */
    private SortedMap<String, byte[]> page(String prefix, String from) {
        shredding.lock();
        try {
            return using(() -> {
                SortedMap<String, byte[]> page = new TreeMap<>();
                try (RocksIterator found = db.newIterator()) {
                    for (found.seek(GroupCommit.bytes(from)); found.isValid() && page.size() < PAGE; found.next()) {
                        String key = new String(found.key(), StandardCharsets.US_ASCII);
                        if (!key.startsWith(prefix)) {
                            break;
                        }
                        page.put(key, found.value());
                    }
                    found.status();
                }
                return page;
            });
        } finally {
            shredding.unlock();
        }
    }

    private static String key(RecordId id) {
        return (id.isTenant() ? TENANT_PREFIX : SUBJECT_PREFIX) + id;
    }

    private interface Use<T> {
        T of() throws RocksDBException;
    }

    private <T> T using(Use<T> use) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new KeyringFault(Reason.STORE_UNAVAILABLE, "the keyring is closed");
            }
            return use.of();
        } catch (RocksDBException e) {
            throw new KeyringFault(
                    Reason.STORE_UNAVAILABLE, "the keyring's files cannot be read or written: is the disk full?", e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public void close() {
        writer.close();
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                db.close();
                options.close();
                bloom.close();
                blocks.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
