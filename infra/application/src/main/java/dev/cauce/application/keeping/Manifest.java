package dev.cauce.application.keeping;

import dev.cauce.platform.messaging.CauceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.core.JacksonException;

/**
 * What a backup says of itself, in the file {@code MANIFEST}, which is written last.
 *
 * @param format of the backup's layout; {@link #FORMAT} is this release's
 * @param madeAt when, by the system's clock
 * @param position the last event that is in it for certain
 */
record Manifest(int format, Instant madeAt, long position) {

    static final int FORMAT = 1;
    static final String FILE = "MANIFEST";

    void write(Path backup) throws IOException {
        Folders.write(backup.resolve(FILE), CauceJson.mapper().writeValueAsString(this) + "\n");
    }

    /** @throws KeepingFailed where there is none, it cannot be read, or a newer release wrote it */
    static Manifest read(Path backup) {
        Manifest manifest;
        try {
            manifest = CauceJson.mapper().readValue(Files.readString(backup.resolve(FILE)), Manifest.class);
        } catch (IOException missing) {
            throw new KeepingFailed(
                    "There is no complete backup in " + backup + ": it has no readable file " + FILE + ".", missing);
        } catch (JacksonException damaged) {
            throw new KeepingFailed(
                    "The file " + backup.resolve(FILE) + " is not what a backup wrote; take another backup.", damaged);
        }
        if (manifest.format() > FORMAT) {
            throw new KeepingFailed("The backup in " + backup + " has format " + manifest.format()
                    + " and this release reads up to " + FORMAT + ": restore it with the release that made it.");
        }
        return manifest;
    }
}
