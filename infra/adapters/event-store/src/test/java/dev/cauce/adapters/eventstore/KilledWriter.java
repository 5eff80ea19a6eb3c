package dev.cauce.adapters.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a {@link WriterProcess} over a folder, kills it without warning, and looks at what it left. */
final class KilledWriter {

    private final Path folder;
    private final Path acknowledged;
    private final Path journal;

    KilledWriter(Path parent) {
        this.folder = parent.resolve("events");
        this.acknowledged = parent.resolve("acknowledged");
        this.journal = parent.resolve("synced");
    }

    Path folder() {
        return folder;
    }

    Path journal() {
        return journal;
    }

    /** Kills the process with SIGKILL once it has reported so many lines of progress. */
    void run(int threads, int lines, long seed, StoreOptions.Durability durability, boolean watchSyncs)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WriterProcess.class.getName(),
                        folder.toString(),
                        acknowledged.toString(),
                        watchSyncs ? journal.toString() : "-",
                        durability.name(),
                        Integer.toString(threads),
                        Long.toString(seed))
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            int progress = 0;
            while (progress < lines) {
                String line = output.readLine();
                assertThat(line).as("The writer ended by itself: %s", said).isNotNull();
                if (line.chars().allMatch(Character::isDigit)) {
                    progress++;
                } else {
                    said.add(line);
                }
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /** Every acknowledged append, complete. A last line that the kill cut off was not acknowledged to anybody. */
    List<List<String>> acknowledged() throws IOException {
        String content = Files.readString(acknowledged);
        return content.substring(0, content.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> List.of(line.strip().split(" ")))
                .toList();
    }

    /** What is wrong with the store, given what was acknowledged: nothing, one hopes. */
    List<String> losses() throws IOException {
        List<String> losses = new ArrayList<>();
        List<List<String>> appends = acknowledged();
        try (RocksEventStore store = TestEvents.store(folder)) {
            for (List<String> append : appends) {
                long previous = 0;
                for (String identifier : append) {
                    Optional<Long> position = store.events().positionOf(identifier);
                    if (position.isEmpty()
                            || !store.events()
                                    .eventAt(position.get())
                                    .map(StoredEvent::getEventIdentifier)
                                    .equals(Optional.of(identifier))) {
                        losses.add("lost: " + identifier);
                    } else if (previous != 0 && position.get() != previous + 1) {
                        losses.add("torn: " + append);
                    }
                    previous = position.orElse(0L);
                }
            }
            losses.addAll(store.verify().findings());
        }
        return losses;
    }
}
