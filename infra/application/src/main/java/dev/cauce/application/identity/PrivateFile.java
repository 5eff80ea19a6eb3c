package dev.cauce.application.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A small file of secrets: readable by its owner alone (0600 from the moment it exists), replaced as a whole and synced
 * to the disk before {@link #replace} returns, so that a crash leaves the old content or the new and never half of it.
 */
final class PrivateFile {

    private final Path path;

    PrivateFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Optional<byte[]> read() {
        try {
            return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException cause) {
            throw new UncheckedIOException("Cannot read " + path, cause);
        }
    }

    void replace(byte[] content) {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            write(next, content, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        } catch (IOException cause) {
            throw new UncheckedIOException("Cannot write " + path, cause);
        }
    }

    /** Adds to the end and syncs. A crash may leave a torn last line, which the reader has to expect. */
    void append(byte[] content) {
        boolean fresh = !Files.exists(path);
        try {
            write(path, content, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            if (fresh) {
                syncFolder();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException("Cannot write " + path, cause);
        }
    }

    private static void write(Path file, byte[] content, Set<? extends OpenOption> options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly(file))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** The name of a new file lives in its folder, so the folder is synced too. */
    private void syncFolder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && posix(path)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return posix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
