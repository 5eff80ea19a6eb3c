package dev.cauce.adapters.documentstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes a folder with all that is in it. */
final class FolderTree {

    private FolderTree() {}

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    /** Cleans up after a failure; what goes wrong with that is told with it. */
    static void deleteQuietly(Path folder, Exception after) {
        try {
            delete(folder);
        } catch (IOException e) {
            after.addSuppressed(e);
        }
    }
}
