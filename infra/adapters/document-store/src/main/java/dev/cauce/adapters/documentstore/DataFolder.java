package dev.cauce.adapters.documentstore;

import dev.cauce.adapters.documentstore.DocumentStoreException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The folder of a store, held by one process at a time and marked with the version of its format. */
final class DataFolder implements AutoCloseable {

    /** Goes up by one when the layout of the entries changes in a way that this code could not read. */
    static final int FORMAT_VERSION = 1;

    private static final String FORMAT_FILE = "format";
    private static final String LOCK_FILE = "in-use";
    private static final Pattern FORMAT = Pattern.compile("cauce-document-store (\\d{1,6})\\s*");
    private static final int MAX_LOCK_FILE_BYTES = 64;

    private final Path path;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel lockChannel, FileLock lock) {
        this.path = path;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /**
     * Takes the folder; throws {@link DocumentStoreException} when somebody else has it, or it is of a newer or an
     * unknown format
     */
    static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = holder(channel);
                channel.close();
                throw new DocumentStoreException(
                        Code.FOLDER_LOCKED,
                        "the document store in " + path + " is in use" + holder
                                + "; stop that process or choose another folder");
            }
            try {
                checkFormat(path);
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException | DocumentStoreException e) {
                channel.close();
                throw e;
            }
            return new DataFolder(path, channel, lock);
        } catch (IOException e) {
            throw new DocumentStoreException(
                    Code.FOLDER_UNUSABLE,
                    "the folder " + path + " cannot be used for the document store: " + e.getMessage()
                            + "; it must be a folder that this user may write",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_LOCK_FILE_BYTES);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " by process " + pid;
    }

    private static void checkFormat(Path path) throws IOException {
        Path file = path.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            requireFresh(path);
            writeFormat(path);
            return;
        }
        Matcher content = FORMAT.matcher(Files.readString(file, StandardCharsets.UTF_8));
        if (!content.matches()) {
            throw new DocumentStoreException(
                    Code.FORMAT_UNKNOWN,
                    "the file " + file + " does not name the format of a document store; restore a backup");
        }
        int version = Integer.parseInt(content.group(1));
        if (version > FORMAT_VERSION) {
            throw new DocumentStoreException(
                    Code.FORMAT_NEWER,
                    "the document store in " + path + " has format " + version + ", this version of Cauce reads up to "
                            + FORMAT_VERSION + "; start the newer version, or restore a backup made by this one");
        }
    }

    /** Anything but the lock in an unmarked folder is not ours to write into. */
    private static void requireFresh(Path path) throws IOException {
        try (var entries = Files.list(path)) {
            // A start that was killed may have left the mark half made.
            if (entries.map(entry -> entry.getFileName().toString())
                    .anyMatch(name -> !name.equals(LOCK_FILE) && !name.equals(FORMAT_FILE + ".new"))) {
                throw new DocumentStoreException(
                        Code.FORMAT_UNKNOWN,
                        "the folder " + path + " has files but no mark of a document store; choose an empty folder");
            }
        }
    }

    /** Marks a folder; the mark is on the disk when this returns. */
    static void writeFormat(Path path) throws IOException {
        Path written = path.resolve(FORMAT_FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(
                    ("cauce-document-store " + FORMAT_VERSION + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(
                written,
                path.resolve(FORMAT_FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** How many bytes the disk has left for this user. */
    long usableBytes() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw new DocumentStoreException(
                    Code.FOLDER_UNUSABLE, "the disk of " + path + " cannot be asked for its free space", e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new DocumentStoreException(
                    Code.FOLDER_UNUSABLE, "the lock of " + path + " could not be given back", e);
        }
    }
}
