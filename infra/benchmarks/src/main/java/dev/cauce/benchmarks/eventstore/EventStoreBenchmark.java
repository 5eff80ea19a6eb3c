package dev.cauce.benchmarks.eventstore;

import dev.cauce.benchmarks.measure.DiskRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures every candidate in one run on one disk and prints a table. The disk is measured before, between and after; a
 * run in which its rate drifted more than one and a half times is rejected, since its figures cannot be compared.
 *
 * <p>System properties: {@code cauce.benchmark.seconds} for each figure, 4 by default; {@code cauce.benchmark.folder}
 * on the disk to measure, by default the working directory.
 */
public final class EventStoreBenchmark {

    private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64, 256);
    private static final int CPU_AT = 64;
    private static final int STREAMS = 4_000;
    private static final int LOOK_UPS = 20_000;
    private static final double MOST_DRIFT = 1.5;
    private static final Duration DISK = Duration.ofSeconds(2);

    private final Path folder;
    private final Duration length;
    private final List<Double> diskRates = new ArrayList<>();

    private EventStoreBenchmark(Path folder, Duration length) {
        this.folder = folder;
        this.length = length;
    }

    /** Runs it; the exit status is 1 for a rejected run. */
    public static void main(String[] arguments) throws Exception {
        Path parent = Path.of(System.getProperty("cauce.benchmark.folder", ""));
        Path folder = Files.createTempDirectory(parent.toAbsolutePath(), "cauce-benchmark");
        boolean usable;
        try {
            usable = new EventStoreBenchmark(
                            folder, Duration.ofSeconds(Integer.getInteger("cauce.benchmark.seconds", 4)))
                    .run();
        } finally {
            delete(folder);
        }
        System.exit(usable ? 0 : 1);
    }

    private boolean run() throws Exception {
        say("%d cores, %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), Runtime.version()));
        DiskRate disk = new DiskRate(folder);
        disk.measure(1, DISK);
        diskRates.add(disk.measure(1, DISK));
        double grouped = disk.measure(64, DISK);
        say("Disk, 600-byte records appended and synced: %s/s alone, %s/s in groups of 64"
                .formatted(whole(diskRates.getFirst()), whole(grouped)));
        say("");
        say("| store | survives | appends/s (p50, p99 in ms) at 1 in flight | 16 | 64 | 256 "
                + "| CPU µs an append at 64 | replay, events/s | load 5 events, µs | find no stream, µs |");
        say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Candidate candidate : Candidates.all()) {
            measure(candidate);
            diskRates.add(disk.measure(1, DISK));
        }
        double drift = Collections.max(diskRates) / Collections.min(diskRates);
        say("");
        say("Disk syncs per second across the run: %s; drift %s"
                .formatted(diskRates.stream().map(Math::round).toList(), decimal(drift)));
        if (drift > MOST_DRIFT) {
            say("REJECTED: the disk's rate drifted more than " + MOST_DRIFT + " times across the run");
        }
        return drift <= MOST_DRIFT;
    }

    private void measure(Candidate candidate) throws Exception {
        String appends = in(candidate, this::appends);
        String reads = in(candidate, this::reads);
        say("| %s | %s %s%s".formatted(candidate.name(), candidate.survives(), appends, reads));
    }

    /** In a store of its own, so that how fast it was filled does not decide how much there is to read. */
    private String in(Candidate candidate, Measurement measurement) throws Exception {
        Path own = Files.createTempDirectory(folder, "store");
        try (Candidate.Open open = candidate.opener().open(own)) {
            return measurement.of(new Load(open.engine()));
        } finally {
            delete(own);
        }
    }

    private String appends(Load load) throws Exception {
        load.append(16, length.dividedBy(2));
        StringBuilder row = new StringBuilder();
        double cpu = 0;
        for (int inFlight : IN_FLIGHT) {
            Load.Appends appends = load.append(inFlight, length);
            cpu = inFlight == CPU_AT ? appends.cpuMicros() : cpu;
            row.append("| %s (%s, %s) "
                    .formatted(
                            whole(appends.perSecond()),
                            decimal(appends.p50Micros() / 1e3),
                            decimal(appends.p99Micros() / 1e3)));
        }
        return row.append("| %s ".formatted(whole(cpu))).toString();
    }

    private String reads(Load load) {
        List<String> streams = load.fill(STREAMS);
        load.replay();
        load.loadMicros(streams, LOOK_UPS);
        load.missMicros(LOOK_UPS);
        return "| %s | %s | %s |"
                .formatted(
                        whole(load.replay()),
                        decimal(load.loadMicros(streams, LOOK_UPS)),
                        decimal(load.missMicros(LOOK_UPS)));
    }

    private interface Measurement {
        String of(Load load) throws Exception;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
