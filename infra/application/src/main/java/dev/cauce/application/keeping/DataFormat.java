package dev.cauce.application.keeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a data folder's layout, in its file {@code FORMAT}; each store in it has a version of its own beside
 * that. A folder without the file is of version 1, from before there was one, and is marked as such. An older folder is
 * brought to this release's version step by step, a newer one is refused unchanged.
 */
public final class DataFormat {

    /** Of this release. */
    static final int CURRENT = 1;

    static final String FILE = "FORMAT";

    private static final Pattern CONTENT = Pattern.compile("cauce-data (\\d{1,6})\\s*");

    /** One step, from a version to the next; doing it again after a crash does no harm. */
    interface Step {
        int from();

        void migrate(Path home) throws IOException;
    }

    private final int current;
    private final List<Step> steps;

    DataFormat(int current, List<Step> steps) {
        this.current = current;
        this.steps = List.copyOf(steps);
    }

    /** Of this release: there is no older version yet. */
    public static DataFormat current() {
        return new DataFormat(CURRENT, List.of());
    }

    /**
     * Makes sure that this release can use the folder.
     *
     * @throws KeepingFailed where a newer release wrote it, a restore of it was cut short, or it cannot be read
     */
    public void require(Path home) {
        try {
            if (Files.exists(home.resolve(Restore.UNDER_WAY))) {
                throw new KeepingFailed(
                        "A restore into %s was cut short: ask for it again (./infra/cauce restore).".formatted(home));
            }
            Folders.make(home);
            int version = version(home);
            if (version > current) {
                throw new KeepingFailed(
                        "The data in %s has format %d and this release knows %d at most. Nothing was changed: start the release that wrote it, or a newer one."
                                .formatted(home, version, current));
            }
            while (version < current) {
                int from = version;
                steps.stream()
                        .filter(step -> step.from() == from)
                        .findFirst()
                        .orElseThrow(() -> new KeepingFailed(
                                "The data in %s has format %d, from which this release has no migration: start a release in between once."
                                        .formatted(home, from)))
                        .migrate(home);
                version++;
                write(home, version);
            }
        } catch (IOException failure) {
            throw new KeepingFailed(
                    "The data folder %s cannot be used (%s): name another with --data, or mend its owner."
                            .formatted(home, failure),
                    failure);
        }
    }

    private int version(Path home) throws IOException {
        String content;
        try {
            content = Files.readString(home.resolve(FILE));
        } catch (NoSuchFileException unmarked) {
            boolean fresh = !Files.isDirectory(home.resolve(OpenStores.EVENTS));
            int version = fresh ? current : 1;
            write(home, version);
            return version;
        }
        Matcher version = CONTENT.matcher(content);
        if (!version.matches()) {
            throw new KeepingFailed("The file %s does not name the format of a data folder; restore a backup."
                    .formatted(home.resolve(FILE)));
        }
        return Integer.parseInt(version.group(1));
    }

    private static void write(Path home, int version) throws IOException {
        Folders.write(home.resolve(FILE), "cauce-data " + version + "\n");
    }
}
