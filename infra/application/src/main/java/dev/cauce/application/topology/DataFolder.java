package dev.cauce.application.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder that holds everything this process must find again after a restart, each part in a sub-folder that only
 * its owner may enter.
 *
 * @param root absolute path, from {@code cauce.home}
 */
public record DataFolder(Path root) {

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The named sub-folder, made (mode 0700 where the file system knows modes) when it is not there. */
    public Path part(String name) {
        Path folder = root.resolve(name);
        try {
            Files.createDirectories(root);
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, Set.copyOf(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException cause) {
            throw new IllegalStateException(
                    "The folder %s cannot be made or is not ours to write (%s): name another with cauce.home, or mend its owner."
                            .formatted(folder, cause),
                    cause);
        }
        return folder;
    }
}
