package dev.cauce.adapters.eventstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of events, open. Safe for any number of threads, virtual ones included.
 *
 * <p>One folder is open once at a time. Close it: what is acknowledged is safe without, but the next start is quicker.
 */
public final class RocksEventStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RocksEventStore.class);

    private final DataFolder folder;
    private final StoreOptions options;
    private final TableAccess access;
    private final WorkQueue queue;
    private final GroupWriter writer;
    private final Thread writing;
    private final StoreReader reader;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What a test may put in place of the machine. */
    record Surroundings(
            List<AbstractEventListener> listeners, @Nullable LongSupplier usableSpace) {}

    /**
     * Opens the store in a folder, making it where there is none.
     *
     * @throws StoreException when the folder belongs to something else, to another process, to a newer release, or
     *     cannot be used; its {@link StoreException#error() error} says which, and nothing was changed
     */
    public static RocksEventStore open(Path folder, StoreOptions options) {
        return open(folder, options, new Surroundings(List.of(), null));
    }

    static RocksEventStore open(Path path, StoreOptions options, Surroundings surroundings) {
        DataFolder folder = DataFolder.open(path, options.migrations());
        try {
            return new RocksEventStore(folder, options, surroundings);
        } catch (RocksDBException failure) {
            folder.close();
            throw StoreException.of("Opening the event store in " + folder.path(), failure);
        } catch (StoreException failure) {
            folder.close();
            throw failure;
        }
    }

    private RocksEventStore(DataFolder folder, StoreOptions options, Surroundings surroundings)
            throws RocksDBException {
        this.folder = folder;
        this.options = options;
        boolean complete = folder.isComplete();
        access = new TableAccess(() ->
                new Tables(folder.tables(), new Tables.Opening(options, !complete, false, surroundings.listeners())));
        try {
            LongSupplier usableSpace = surroundings.usableSpace();
            queue = new WorkQueue(options.queueCapacity());
            writer = new GroupWriter(
                    queue,
                    access,
                    () -> new Tables(
                            folder.tables(), new Tables.Opening(options, false, false, surroundings.listeners())),
                    folder,
                    usableSpace == null ? folder::usableSpace : usableSpace,
                    options);
            if (!complete) {
                if (writer.head() > 0) {
                    throw new StoreException(
                            StoreError.FOLDER_FOREIGN,
                            "%s holds %d events but lost the file %s that says in which format. Restore it from a backup"
                                    .formatted(folder.path(), writer.head(), DataFolder.FORMAT_FILE));
                }
                folder.complete();
            }
        } catch (StoreException failure) {
            access.close(failure);
            throw failure;
        }
        reader = new StoreReader(access, writer::head);
        writing = Thread.ofPlatform().name("cauce-event-store-writer").daemon().start(writer);
    }

    /** The events, for those who audit, reconcile or look after them. */
    public StoreHead events() {
        return reader;
    }

    /** The tables beneath, for tests that have to damage something. */
    TableAccess access() {
        return access;
    }

    /** Counters since the store was opened. */
    public StoreMetrics metrics() {
        return writer.metrics();
    }

    /** Where it is. */
    public Path folder() {
        return folder.path();
    }

    /**
     * Appends events, all or none, and returns once they are durable.
     *
     * @return the position of the last one
     * @throws StreamConflict when one does not continue its stream or its identifier is taken
     * @throws StoreException when they could not be written; they are not there then and do not appear later
     */
    long append(List<PendingEvent> events) {
        return append(events, () -> {});
    }

    /**
     * As {@link #append(List)}.
     *
     * @param queued runs once the events stand in line: whatever is appended after that is written after them
     */
    long append(List<PendingEvent> events, Runnable queued) {
        for (PendingEvent event : events) {
            if (event.entry().length > options.maximumEventBytes()) {
                throw refused("Event [%s] has %d bytes; %d are the most"
                        .formatted(event.eventIdentifier(), event.entry().length, options.maximumEventBytes()));
            }
            if (event.sequenceNumber() < 0 || event.streamIdentifier().isEmpty()) {
                throw refused("Event [%s] has the sequence number %d in stream [%s]; streams are named and start at 0"
                        .formatted(event.eventIdentifier(), event.sequenceNumber(), event.streamIdentifier()));
            }
        }
        return perform(new Work.Append(events, new CompletableFuture<>()), queued);
    }

    void keepSnapshot(String aggregateIdentifier, long sequenceNumber, byte[] entry) {
        if (entry.length > options.maximumEventBytes()) {
            throw refused("The snapshot of [%s] has %d bytes; %d are the most"
                    .formatted(aggregateIdentifier, entry.length, options.maximumEventBytes()));
        }
        perform(new Work.KeepSnapshot(
                Keys.stream(aggregateIdentifier), sequenceNumber, entry, new CompletableFuture<>()));
    }

    Optional<StoredEvent> snapshot(String aggregateIdentifier) {
        return reader.snapshot(aggregateIdentifier);
    }

    /** Forgets the snapshot of an aggregate; it is made again from the events. For erasure, with {@link #compact()}. */
    public void dropSnapshot(String aggregateIdentifier) {
        perform(new Work.DropSnapshot(Keys.stream(aggregateIdentifier), new CompletableFuture<>()));
    }

    /**
     * Rewrites the tables, so that what was replaced or dropped is no longer among the bytes on the disk. Takes about
     * as long as reading everything once; appends and reads go on.
     */
    public void compact() {
        access.read("Compacting", tables -> {
            tables.flush();
            tables.rewrite();
            return tables;
        });
    }

    /**
     * Copies the store while it runs. Files that no longer change are linked where the target is on the same disk, so
     * this takes little time and space; to be safe from the disk's end, copy the target elsewhere.
     *
     * @param target a folder that does not exist yet; it appears once it is complete
     * @return the last position that is in the copy for certain; later ones may be too
     * @throws StoreException when it cannot be written or exists already
     */
    public long backup(Path target) {
        Path complete = target.toAbsolutePath().normalize();
        Path partial = complete.resolveSibling(complete.getFileName() + ".partial");
        try {
            if (Files.exists(complete)) {
                throw new StoreException(
                        StoreError.FOLDER_UNUSABLE,
                        "%s exists already. Name a folder that does not, so that no earlier backup is lost"
                                .formatted(complete));
            }
            delete(partial);
            Files.createDirectories(partial);
            long head = access.read("Making a backup", tables -> {
                long before = writer.head();
                try (Checkpoint checkpoint = Checkpoint.create(tables.db())) {
                    checkpoint.createCheckpoint(DataFolder.tablesOf(partial).toString());
                }
                return before;
            });
            DataFolder.completeCopy(partial);
            Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
            Path parent = complete.getParent();
            if (parent != null) {
                DataFolder.syncFolder(parent);
            }
            return head;
        } catch (IOException failure) {
            throw new StoreException(
                    StoreError.FOLDER_UNUSABLE,
                    "The backup cannot be written to %s: %s".formatted(complete, failure),
                    failure);
        }
    }

    /** Walks every event and index of this store as it is now, while it runs. */
    public VerificationReport verify() {
        return access.read("Verifying", tables -> new Verification(tables).run());
    }

    /**
     * Walks every event and index of a store that nobody has open, and changes nothing in it.
     *
     * @throws StoreException when there is no store, it is in use, or it is too damaged to be walked
     */
    public static VerificationReport verify(Path path) {
        if (!Files.isDirectory(path) || !Files.exists(path.resolve(DataFolder.FORMAT_FILE))) {
            throw new StoreException(StoreError.FOLDER_FOREIGN, "There is no event store in " + path);
        }
        try (DataFolder folder = DataFolder.open(path, List.of());
                Tables tables = new Tables(
                        folder.tables(), new Tables.Opening(StoreOptions.defaults(), false, true, List.of()))) {
            return new Verification(tables).run();
        } catch (RocksDBException failure) {
            throw StoreException.of("Verifying the event store in " + path, failure);
        }
    }

    /** Takes no more work, finishes what waits, and closes the files. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (writing.isAlive()) {
            try {
                writing.join(Duration.ofSeconds(1));
            } catch (InterruptedException kept) {
                interrupted = true;
            }
        }
        if (!closed.getAndSet(true)) {
            flush();
            access.close(new StoreException(StoreError.CLOSED, "The event store is closed"));
            folder.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Saves the next start from reading the log again. Nothing depends on it: the log has it all. */
    private void flush() {
        try {
            access.read("Flushing", tables -> {
                tables.flush();
                return tables;
            });
        } catch (StoreException failure) {
            LOG.warn("The next start will take longer: {}", failure.getMessage());
        }
    }

    private long perform(Work work) {
        return perform(work, () -> {});
    }

    private long perform(Work work, Runnable queued) {
        queue.put(work, options.appendTimeout());
        queued.run();
        try {
            // Not ended by an interrupt: the caller has to know what became of its events, and it is soon.
            return work.done().join();
        } catch (CompletionException failure) {
            throw switch (failure.getCause()) {
                case StreamConflict conflict -> conflict;
                case StoreException refused -> new StoreException(refused.error(), refused.detail(), refused);
                case null, default -> failure;
            };
        }
    }

    private static StoreException refused(String why) {
        return new StoreException(StoreError.EVENT_REFUSED, why);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        LOG.info("Removing {}, left by a backup that was cut off", tree);
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
