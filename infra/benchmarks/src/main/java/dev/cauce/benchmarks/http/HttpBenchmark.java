package dev.cauce.benchmarks.http;

import dev.cauce.benchmarks.measure.ClosedLoop;
import dev.cauce.benchmarks.measure.DiskDrift;
import dev.cauce.benchmarks.measure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures Cauce and the plain alternative over HTTP, in interleaved rounds of one run, and writes a report.
 *
 * <p>Arguments: the runnable jar of Cauce, that of the plain alternative, the report. System properties with the prefix
 * {@code cauce.benchmark.}: {@code seconds} for each figure (4), {@code rounds} (2), {@code accounts} for the queries
 * (50,000; 0 leaves them and the replay out), {@code in-flight} (1,16,64,256), {@code targets} (cauce,plain),
 * {@code warm} seconds of load before it begins (30), {@code wait-for} a file that must be there before it measures,
 * {@code folder} on the disk to measure, {@code java-options} for Cauce's process.
 */
public final class HttpBenchmark {

    private static final Duration WARM = Duration.ofSeconds(Integer.getInteger("cauce.benchmark.warm", 30));
    private static final int READERS = 16;

    private final Path folder;
    private final Report report;
    private final DiskDrift disk;
    private final Duration length = Duration.ofSeconds(Integer.getInteger("cauce.benchmark.seconds", 4));
    private final int rounds = Integer.getInteger("cauce.benchmark.rounds", 2);
    private final long accounts = Long.getLong("cauce.benchmark.accounts", 50_000L);
    private final List<Integer> inFlight = Stream.of(System.getProperty("cauce.benchmark.in-flight", "1,16,64,256")
                    .split(","))
            .map(Integer::valueOf)
            .toList();
    private final List<Target> targets = new ArrayList<>();

    private HttpBenchmark(Path folder, Path report) throws IOException {
        this.folder = folder;
        this.report = new Report(report, "Over HTTP");
        this.disk = new DiskDrift(folder);
    }

    /** Runs it; the exit status is 1 for a rejected run. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(
                Path.of(System.getProperty("cauce.benchmark.folder", "")).toAbsolutePath(), "cauce-http");
        // The database runs as another user, who must come through.
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        boolean usable;
        try {
            usable = new HttpBenchmark(folder, Path.of(arguments[2])).run(Path.of(arguments[0]), Path.of(arguments[1]));
        } finally {
            delete(folder);
        }
        System.exit(usable ? 0 : 1);
    }

    private boolean run(Path cauce, Path plain) throws Exception {
        String wanted = System.getProperty("cauce.benchmark.targets", "cauce,plain");
        try {
            if (wanted.contains("cauce")) {
                targets.add(CauceTarget.start(cauce, folder, System.getProperty("cauce.benchmark.java-options", "")));
            }
            if (wanted.contains("plain")) {
                targets.add(PlainTarget.start(plain, folder));
            }
            return measure();
        } finally {
            for (Target target : targets) {
                target.close();
            }
        }
    }

    private boolean measure() throws Exception {
        List<HttpLoad> loads = new ArrayList<>();
        report.say("| server | survives | start-up, s | memory at rest, MB |");
        report.say("| --- | --- | --- | --- |");
        for (Target target : targets) {
            report.say("| %s | %s | %.1f | %d |"
                    .formatted(
                            target.name(),
                            target.survives(),
                            target.startUp().toMillis() / 1e3,
                            target.memory() / 1_000_000));
            HttpLoad load = new HttpLoad(target, "w");
            load.register(READERS, WARM);
            load.get(READERS, WARM.dividedBy(5));
            load.list(READERS, WARM.dividedBy(5));
            loads.add(load);
        }
        awaitQuiet();
        disk.look();
        commands();
        disk.look();
        if (accounts > 0) {
            queries(loads);
            disk.look();
        }
        report.say("");
        report.say(disk.line());
        return disk.isLittle();
    }

    /** A machine that others work on is asked to be quiet only once everything is warm. */
    private static void awaitQuiet() throws InterruptedException {
        String file = System.getProperty("cauce.benchmark.wait-for", "");
        if (!file.isEmpty()) {
            System.err.println("Warm; waiting for " + file);
            while (!Files.exists(Path.of(file))) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private void commands() throws Exception {
        report.say("");
        report.say(
                "Accounts registered. *Stale*: how long at most something acknowledged could not be read while the"
                        + " load lasted. *Behind*: events that the slowest view, and the slowest process (saga, effect), had not seen at the end, and how long they took.");
        report.say("");
        report.say("| round | in flight | server | commands/s | p50 ms | p99 ms | processor ms a command | stale, s"
                + " | views behind, events | caught up, s | processes behind, events | done, s | memory, MB |");
        report.say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int round = 1; round <= rounds; round++) {
            for (int callers : inFlight) {
                List<Double> rates = new ArrayList<>();
                for (Target target : targets) {
                    HttpLoad load = new HttpLoad(target, "r" + round + "-" + callers + "-");
                    HttpLoad.Commands commands = load.register(callers, length);
                    ClosedLoop.Figures figures = commands.figures();
                    rates.add(figures.perSecond());
                    report.say(String.format(
                            Locale.ROOT,
                            "| %d | %d | %s | %,.0f | %.2f | %.2f | %.3f | %.2f | %,d | %.1f | %,d | %.1f | %d |",
                            round,
                            callers,
                            target.name(),
                            figures.perSecond(),
                            figures.p50Millis(),
                            figures.p99Millis(),
                            commands.processorMillis(),
                            commands.staleSeconds(),
                            commands.behind(),
                            commands.drainSeconds(),
                            commands.processesBehind(),
                            commands.doneSeconds(),
                            target.memory() / 1_000_000));
                }
                if (rates.size() == 2) {
                    report.say(String.format(
                            Locale.ROOT,
                            "| %d | %d | *ratio* | **%.2f** | | | | | | | | | |",
                            round,
                            callers,
                            rates.getFirst() / rates.getLast()));
                }
            }
        }
    }

    private void queries(List<HttpLoad> loads) throws Exception {
        for (HttpLoad load : loads) {
            load.fill(Math.max(0, accounts - load.registered()), 64);
        }
        report.say("");
        report.say("Queries, %d at once, over %,d accounts and more; a list is a page of 50 by company name."
                .formatted(READERS, accounts));
        report.say("");
        report.say("| server | get/s | p50 ms | p99 ms | list/s | p50 ms | p99 ms | replay into the view, events/s |");
        report.say("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            HttpLoad load = loads.get(i);
            ClosedLoop.Figures get = load.get(READERS, length);
            ClosedLoop.Figures list = load.list(READERS, length);
            target.replay();
            long events = target.behind();
            double seconds = load.drain();
            report.say(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.2f | %,.0f | %.2f | %.2f | %,.0f |",
                    target.name(),
                    get.perSecond(),
                    get.p50Millis(),
                    get.p99Millis(),
                    list.perSecond(),
                    list.p50Millis(),
                    list.p99Millis(),
                    events / seconds));
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
