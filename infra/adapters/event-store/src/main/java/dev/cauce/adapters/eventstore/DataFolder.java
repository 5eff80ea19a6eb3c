package dev.cauce.adapters.eventstore;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a store: {@code FORMAT} names the version of its layout, {@code LOCK} keeps a second process out,
 * {@code tables} is RocksDB's.
 *
 * <p>{@code FORMAT} is written last when a store is made and never without its tables, so a folder that has it and lost
 * its tables is refused rather than started afresh, which would answer every question with 'nothing ever happened'.
 */
final class DataFolder implements AutoCloseable {

    static final int FORMAT = 1;
    static final String FORMAT_FILE = "FORMAT";

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String LOCK_FILE = "LOCK";
    private static final String TABLES = "tables";
    private static final String KIND = "cauce-event-store";

    private final Path folder;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel lockChannel, FileLock lock) {
        this.folder = folder;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** Locks the folder, makes it where it is missing, and brings it to this release's format. */
    static DataFolder open(Path path, List<FolderMigration> migrations) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            refuseForeign(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                DataFolder opened = new DataFolder(folder, channel, lock(folder, channel));
                opened.migrate(migrations);
                return opened;
            } catch (StoreException | IOException refused) {
                channel.close();
                throw refused;
            }
        } catch (IOException failure) {
            throw new StoreException(
                    StoreError.FOLDER_UNUSABLE,
                    "The event store's folder %s cannot be used: %s. Check that it is a folder and may be written"
                            .formatted(folder, failure),
                    failure);
        }
    }

    Path tables() {
        return folder.resolve(TABLES);
    }

    Path path() {
        return folder;
    }

    /** Whether a store was completed here before, so that its tables have to be there. */
    boolean isComplete() {
        return Files.exists(folder.resolve(FORMAT_FILE));
    }

    /** Says that the tables are made. */
    void complete() {
        try {
            writeFormat(folder, FORMAT);
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** Proves that the disk takes data again: so much is written, synced and removed. */
    boolean takes(int bytes) {
        Path probe = folder.resolve("PROBE");
        try (FileChannel channel = FileChannel.open(
                probe,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer data = ByteBuffer.allocate(bytes);
            while (data.hasRemaining()) {
                if (channel.write(data) == 0) {
                    return false;
                }
            }
            channel.force(true);
            return true;
        } catch (IOException stillFull) {
            LOG.debug("The disk of {} does not take {} bytes yet", folder, bytes, stillFull);
            return false;
        }
    }

    long usableSpace() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException failure) {
            throw new StoreException(StoreError.IO_FAILED, "The free space of " + folder + " cannot be read", failure);
        }
    }

    /** Marks a copy of the tables, made elsewhere, as a store. */
    static void completeCopy(Path copy) throws IOException {
        writeFormat(copy, FORMAT);
    }

    static Path tablesOf(Path folder) {
        return folder.resolve(TABLES);
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockChannel.close();
        } catch (IOException failure) {
            LOG.warn("The lock of {} could not be given back; it ends with the process", folder, failure);
        }
    }

    private static FileLock lock(Path folder, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            throw inUse(folder, heldByThisProcess);
        }
        throw inUse(folder, null);
    }

    private static StoreException inUse(Path folder, @Nullable Throwable cause) {
        return new StoreException(
                StoreError.FOLDER_IN_USE,
                "The event store in %s is open already. Stop the process that uses it, or name another folder"
                        .formatted(folder),
                cause);
    }

    private static void refuseForeign(Path folder) throws IOException {
        if (Files.exists(folder.resolve(FORMAT_FILE))) {
            return;
        }
        Set<String> expected = Set.of(LOCK_FILE, TABLES, FORMAT_FILE + ".new", "PROBE");
        try (Stream<Path> content = Files.list(folder)) {
            String strange = content.map(file -> file.getFileName().toString())
                    .filter(name -> !expected.contains(name))
                    .sorted()
                    .limit(3)
                    .collect(Collectors.joining(", "));
            if (!strange.isEmpty()) {
                throw new StoreException(
                        StoreError.FOLDER_FOREIGN,
                        "%s is no event store but holds %s. Name an empty folder, or one that an event store made"
                                .formatted(folder, strange));
            }
        }
    }

    private void migrate(List<FolderMigration> migrations) throws IOException {
        if (!isComplete()) {
            return;
        }
        int format = readFormat();
        if (format > FORMAT) {
            throw new StoreException(
                    StoreError.FOLDER_NEWER,
                    "The event store in %s has format %d and this release knows %d at most. Nothing was changed: start the release that wrote it, or a newer one"
                            .formatted(folder, format, FORMAT));
        }
        while (format < FORMAT) {
            int from = format;
            FolderMigration next = migrations.stream()
                    .filter(migration -> migration.from() == from)
                    .findFirst()
                    .orElseThrow(() -> new StoreException(
                            StoreError.FOLDER_WITHOUT_MIGRATION,
                            "The event store in %s has format %d, from which this release (format %d) has no migration. Nothing was changed: open it once with a release in between"
                                    .formatted(folder, from, FORMAT)));
            LOG.info("Bringing the event store in {} from format {} to {}", folder, from, from + 1);
            next.migrate(folder);
            format = from + 1;
            writeFormat(folder, format);
        }
    }

    private int readFormat() throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(folder.resolve(FORMAT_FILE), StandardCharsets.UTF_8)));
            int format = Integer.parseInt(properties.getProperty("format", "").strip());
            if (KIND.equals(properties.getProperty("kind")) && format >= 0) {
                return format;
            }
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw malformedFormat(malformed);
        }
        throw malformedFormat(null);
    }

    private StoreException malformedFormat(@Nullable Throwable cause) {
        return new StoreException(
                StoreError.FOLDER_FOREIGN,
                "%s does not say that it belongs to an event store. Restore it from a backup of the folder"
                        .formatted(folder.resolve(FORMAT_FILE)),
                cause);
    }

    private static void writeFormat(Path folder, int format) throws IOException {
        Path fresh = folder.resolve(FORMAT_FILE + ".new");
        byte[] content = ("kind=" + KIND + "\nformat=" + format + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(
                fresh,
                folder.resolve(FORMAT_FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        syncFolder(folder);
    }

    /** A name survives a power loss only once its folder is synced. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private StoreException unwritable(IOException failure) {
        return new StoreException(
                StoreError.FOLDER_UNUSABLE, "The event store's folder %s cannot be written".formatted(folder), failure);
    }
}
