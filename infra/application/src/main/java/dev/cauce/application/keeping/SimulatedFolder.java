package dev.cauce.application.keeping;

import dev.cauce.platform.messaging.CauceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Whether a data folder holds a simulated company: its file {@code simulation.json}, which is written before the first
 * event and says of what the company was made. All that such a folder holds and will hold is simulated.
 */
public final class SimulatedFolder {

    /** The file that says so. */
    public static final String FILE = "simulation.json";

    /** What may lie in a folder before there is anything in it. */
    private static final Set<String> NOTHING = Set.of("cauce.pid", "logs");

    private final Path home;
    private final @Nullable Content content;

    private SimulatedFolder(Path home, @Nullable Content content) {
        this.home = home;
        this.content = content;
    }

    /**
     * What the file holds.
     *
     * @param tenant in which the company is
     * @param madeOf the parameters, in one line; the same make the same company
     * @param whole false until the simulation came to its end
     * @param clockAheadSeconds by how much the folder's business time is ahead of the system's clock
     */
    public record Content(String tenant, String madeOf, boolean whole, long clockAheadSeconds) {}

    /** The folder as it is; it need not exist. */
    public static SimulatedFolder of(Path home) {
        try {
            return new SimulatedFolder(
                    home, CauceJson.mapper().readValue(Files.readString(home.resolve(FILE)), Content.class));
        } catch (NoSuchFileException real) {
            return new SimulatedFolder(home, null);
        } catch (IOException | JacksonException unreadable) {
            throw new KeepingFailed(
                    "The file %s cannot be read; it is not what a simulation wrote.".formatted(home.resolve(FILE)),
                    unreadable);
        }
    }

    /** Whether all in the folder is simulated. */
    public boolean isSimulated() {
        return content != null;
    }

    /** By how much business time is ahead of the system's clock. */
    public Duration clockAhead() {
        return content == null ? Duration.ZERO : Duration.ofSeconds(content.clockAheadSeconds());
    }

    /** @throws KeepingFailed where a simulation was cut short in it */
    void refuseUnlessWhole(String remedy) {
        if (content != null && !content.whole()) {
            throw new KeepingFailed(
                    "The simulation in %s was cut short, and half a company is none: %s".formatted(home, remedy));
        }
    }

    /** As for whoever wants to use it. */
    public void requireWhole() {
        refuseUnlessWhole("make it anew (./infra/cauce simulate --replace, with the same parameters).");
    }

    /**
     * Makes the folder ready for a simulation.
     *
     * @param replace whether a simulation that is there may be removed
     * @return whether there is anything to do; not where the same simulation is there, whole
     * @throws KeepingFailed where something else is in the folder
     */
    public boolean begin(String tenant, String madeOf, boolean replace) {
        try {
            if (content == null) {
                refuseUnlessEmpty();
            } else if (replace) {
                Folders.delete(home);
            } else {
                refuseUnlessWhole("add --replace to make it anew.");
                if (!content.madeOf().equals(madeOf)) {
                    throw new KeepingFailed(
                            "The folder %s holds another simulation (%s): name another folder with --data, or add --replace."
                                    .formatted(home, content.madeOf()));
                }
                return false;
            }
            Folders.make(home);
            write(new Content(tenant, madeOf, false, 0));
            return true;
        } catch (IOException failure) {
            throw new KeepingFailed(
                    "The folder %s cannot be used (%s): name another with --data, or mend its owner."
                            .formatted(home, failure),
                    failure);
        }
    }

    private void refuseUnlessEmpty() throws IOException {
        if (!Files.exists(home)) {
            return;
        }
        List<String> there;
        try (Stream<Path> files = Files.list(home)) {
            there = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !NOTHING.contains(name))
                    .sorted()
                    .toList();
        }
        if (!there.isEmpty()) {
            throw new KeepingFailed(
                    "The folder %s is in use (%s), and a simulation wants one of its own: name another with --data."
                            .formatted(home, String.join(", ", there)));
        }
    }

    /** Says that the simulation came to its end: all of it is on the disk when this returns. */
    public static void end(Path home, Duration clockAhead) {
        SimulatedFolder begun = of(home);
        Content content = begun.content;
        if (content == null) {
            throw new KeepingFailed("The simulation in %s has lost its file %s.".formatted(home, FILE));
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(Files::isRegularFile).forEach(SimulatedFolder::sync);
            begun.write(new Content(content.tenant(), content.madeOf(), true, clockAhead.toSeconds()));
        } catch (IOException | UncheckedIOException failure) {
            throw new KeepingFailed("The simulation in %s could not be synced (%s).".formatted(home, failure), failure);
        }
    }

    private static void sync(Path file) {
        try {
            Folders.sync(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(Content written) throws IOException {
        Folders.write(home.resolve(FILE), CauceJson.mapper().writeValueAsString(written) + "\n");
    }
}
