package dev.cauce.adapters.documentstore;

import dev.cauce.adapters.documentstore.DocumentStoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read-model store of one process: documents, tracking tokens and sagas in a folder, served over the MongoDB wire
 * protocol on the loopback address.
 *
 * <p>What was acknowledged survives a kill of the process, in the order in which it was written, without a disk sync;
 * with write concern {@code j: true} or {@code w: "majority"} it also survives a loss of power, for such writes are
 * answered after a sync that all who wait share.
 *
 * <p>It behaves as a stand-alone MongoDB server does, with the limits of mongo-java-server: no transactions, no
 * sessions, no change streams, no pipeline updates.
 */
public final class EmbeddedDocumentStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDocumentStore.class);

    private final DataFolder folder;
    private final Storage storage;
    private final StoreCounters counters;
    private final RocksBackend backend;
    private final WireServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDocumentStore(
            DataFolder folder, Storage storage, StoreCounters counters, RocksBackend backend, WireServer server) {
        this.folder = folder;
        this.storage = storage;
        this.counters = counters;
        this.backend = backend;
        this.server = server;
    }

    /**
     * Opens the store in a folder, which is made when it is not there, and listens on a free loopback port.
     *
     * @throws DocumentStoreException when the folder is in use, of a newer format, or cannot be read or written
     */
    public static EmbeddedDocumentStore start(Path folder) {
        return start(folder, StoreOptions.defaults());
    }

    /** As {@link #start(Path)}, with other than the default options. */
    public static EmbeddedDocumentStore start(Path folder, StoreOptions options) {
        return start(folder, options, null);
    }

    /** As {@link #start(Path)}; {@code usableBytes} says how much room the disk has, null asks the disk. */
    static EmbeddedDocumentStore start(Path path, StoreOptions options, @Nullable LongSupplier usableBytes) {
        DataFolder folder = DataFolder.open(path);
        Storage storage = null;
        try {
            DiskSpace disk =
                    new DiskSpace(usableBytes == null ? folder::usableBytes : usableBytes, options.diskReserveBytes());
            storage = Storage.open(path, options, disk);
            StoreCounters counters = new StoreCounters();
            RocksBackend backend = new RocksBackend(storage, counters);
            WireServer server = new WireServer(backend, options, counters);
            log.info("document store open in {}, listening on port {}", path, server.port());
            return new EmbeddedDocumentStore(folder, storage, counters, backend, server);
        } catch (RocksDBException e) {
            folder.close();
            if (StorageFailure.isOutOfSpace(e)) {
                throw new DocumentStoreException(
                        Code.FOLDER_UNUSABLE,
                        "the disk of the document store in " + path
                                + " is full; free some space and start again, nothing else is needed",
                        e);
            }
            throw new DocumentStoreException(
                    Code.DATA_UNREADABLE,
                    "the document store in " + path + " cannot be opened: " + e.getMessage()
                            + "; restore a backup, or remove the folder and replay the views",
                    e);
        } catch (RuntimeException e) {
            if (storage != null) {
                storage.close();
            }
            folder.close();
            throw e;
        }
    }

    /** Where clients of this process connect to; it holds a secret of this start and names no database. */
    public String connectionString() {
        return server.connectionString("");
    }

    /** As {@link #connectionString()}, with the database that a client starts with. */
    public String connectionString(String database) {
        return server.connectionString(database);
    }

    RocksBackend backend() {
        return backend;
    }

    public int port() {
        return server.port();
    }

    /** How many documents were read so far to answer queries and to find what to change. */
    public long examined() {
        return counters.documentsExamined.sum();
    }

    /**
     * Removes the bytes of what was deleted or overwritten before this call from every file. Clients go on meanwhile,
     * but for a moment at the end.
     */
    public void compact() {
        storage.compact();
    }

    /**
     * Copies the store as it is at one moment, while it is used. The copy is a folder that {@link #start} opens; where
     * it lies on the same file system it shares files with the store, which are never changed.
     *
     * @param target must not exist
     * @throws DocumentStoreException when it exists or cannot be written; nothing is left behind then
     */
    public void backup(Path target) {
        if (Files.exists(target)) {
            throw new DocumentStoreException(
                    Code.BACKUP_FAILED, "the backup folder " + target + " exists already; choose a new one");
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            FolderTree.delete(unfinished);
            storage.checkpoint(unfinished);
            DataFolder.writeFormat(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | StorageFailure e) {
            FolderTree.deleteQuietly(unfinished, e);
            throw new DocumentStoreException(
                    Code.BACKUP_FAILED, "the backup into " + target + " failed: " + e.getMessage(), e);
        }
    }

    /** Reads every file, document and index entry, and says what does not fit together; writers wait meanwhile. */
    public VerificationReport verify() {
        return StoreVerification.run(storage, backend);
    }

    public StoreMetrics metrics() {
        return storage.use(() -> {
            long documents = 0;
            long bytes = 0;
            for (RocksDatabase database : backend.databases()) {
                for (RocksCollection collection : database.collections()) {
                    documents += collection.stats().count();
                    bytes += collection.stats().bytes();
                }
            }
            return new StoreMetrics(
                    counters.commands.sum(),
                    counters.commandFailures.sum(),
                    counters.documentsExamined.sum(),
                    counters.keysExamined.sum(),
                    counters.idLookups.sum(),
                    counters.indexScans.sum(),
                    counters.collectionScans.sum(),
                    storage.commits(),
                    storage.journal().waits(),
                    storage.journal().syncs(),
                    storage.disk().refusals(),
                    counters.refusedConnections.sum(),
                    server.clients(),
                    documents,
                    bytes,
                    storage.property("rocksdb.total-sst-files-size"));
        });
    }

    /** Stops listening, waits for running commands and closes the files; a second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.close();
        backend.close();
        storage.close();
        folder.close();
    }
}
