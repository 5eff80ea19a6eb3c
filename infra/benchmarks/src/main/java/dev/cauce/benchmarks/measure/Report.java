package dev.cauce.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Markdown, to the console and to a file, a line at a time: a run that breaks off leaves what it found. */
public final class Report {

    private final Path file;

    public Report(Path file, String title) throws IOException {
        this.file = file;
        Files.writeString(file, "");
        say("# " + title);
        say("");
        say("%d cores, %s, Java %s, load average %.1f when it began"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        Runtime.version(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        say("");
    }

    /** A line. */
    public void say(String line) throws IOException {
        System.out.println(line);
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    }
}
