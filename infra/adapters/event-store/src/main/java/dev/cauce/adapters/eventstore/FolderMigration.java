package dev.cauce.adapters.eventstore;

import java.io.IOException;
import java.nio.file.Path;

/** Brings a store's folder from one format to the next. Runs while nobody has the folder open. */
public interface FolderMigration {

    /** The format that it starts from; it ends at the one after. */
    int from();

    /**
     * Changes the files. May be run again after it was cut off half way, since the format is only raised once it has
     * returned.
     *
     * @param folder the store's folder
     * @throws IOException when it cannot; the folder then stays refused
     */
    void migrate(Path folder) throws IOException;
}
