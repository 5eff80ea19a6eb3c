package dev.cauce.benchmarks.inprocess;

import dev.cauce.benchmarks.measure.DiskDrift;
import dev.cauce.benchmarks.measure.Postgres;
import dev.cauce.benchmarks.measure.Report;
import dev.cauce.benchmarks.measure.ServerProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the same commands in process on Cauce's store and on Axon's JDBC engine, in interleaved rounds of one run.
 *
 * <p>Argument: the report. System properties with the prefix {@code cauce.benchmark.}: {@code seconds} for each figure
 * (4), {@code rounds} (2), {@code warm} seconds before it begins (20), {@code wait-for} a file that must be there
 * before it measures, {@code folder} on the disk to measure.
 */
public final class CommandBenchmark {

    private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64, 256);
    private static final long MILLIS = 1_000L * Integer.getInteger("cauce.benchmark.seconds", 4);
    private static final long WARM_MILLIS = 1_000L * Integer.getInteger("cauce.benchmark.warm", 20);

    /** A process that is measured; {@code survives}: only those of one class can be compared. */
    private record Candidate(String name, String survives, Process process, BufferedReader in, BufferedWriter out) {

        String load(int inFlight, long millis) throws IOException {
            out.write(inFlight + " " + millis + "\n");
            out.flush();
            return answer();
        }

        String answer() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException(name + " has ended; its log says why");
            }
            return line;
        }
    }

    private CommandBenchmark() {}

    /** Runs it; the exit status is 1 for a rejected run. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(
                Path.of(System.getProperty("cauce.benchmark.folder", "")).toAbsolutePath(), "cauce-commands");
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // The database runs as another user, who must come through.
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        boolean usable;
        try (Postgres postgres = Postgres.start(folder)) {
            usable = measure(folder, postgres, new Report(Path.of(arguments[0]), "Commands in process"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(usable ? 0 : 1);
    }

    private static boolean measure(Path folder, Postgres postgres, Report report) throws Exception {
        DiskDrift disk = new DiskDrift(folder);
        List<Candidate> candidates = new ArrayList<>();
        try {
            candidates.add(start(folder, "Cauce on RocksDB", "power loss", "cauce", ""));
            candidates.add(start(folder, "Axon JDBC on PostgreSQL", "power loss", "jdbc", postgres.url()));
            candidates.add(start(
                    folder,
                    "Axon JDBC on H2, its defaults",
                    "nothing: its last second is lost on a kill",
                    "jdbc",
                    "jdbc:h2:file:" + folder.resolve("h2")));
            for (Candidate candidate : candidates) {
                candidate.load(64, WARM_MILLIS);
            }
            awaitQuiet();
            disk.look();
            report.say("| round | in flight | store | survives | commands/s | p50 ms | p99 ms | processor ms a command"
                    + " | Cauce is faster by |");
            report.say("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            for (int round = 1; round <= Integer.getInteger("cauce.benchmark.rounds", 2); round++) {
                for (int inFlight : IN_FLIGHT) {
                    row(report, candidates, round, inFlight);
                }
                disk.look();
            }
        } finally {
            candidates.forEach(CommandBenchmark::stop);
        }
        report.say("");
        report.say("Processor time of PostgreSQL's own processes comes on top of its row's.");
        report.say(disk.line());
        return disk.isLittle();
    }

    private static void row(Report report, List<Candidate> candidates, int round, int inFlight) throws IOException {
        double cauce = 0;
        for (Candidate candidate : candidates) {
            double[] figures = Arrays.stream(candidate.load(inFlight, MILLIS).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            cauce = cauce == 0 ? figures[0] : cauce;
            report.say(String.format(
                    Locale.ROOT,
                    "| %d | %d | %s | %s | %,.0f | %.2f | %.2f | %.3f | %.1f |",
                    round,
                    inFlight,
                    candidate.name(),
                    candidate.survives(),
                    figures[0],
                    figures[1],
                    figures[2],
                    figures[3],
                    cauce / figures[0]));
        }
    }

    private static Candidate start(Path folder, String name, String survives, String engine, String url)
            throws IOException {
        String part = name.replaceAll("\\W", "");
        List<String> command = new ArrayList<>(ServerProcess.java(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-Ddisable-axoniq-console-message=true",
                "-cp",
                System.getProperty("java.class.path"),
                CommandSideProcess.class.getName(),
                engine,
                "--cauce.roles=command",
                "--cauce.home=" + folder.resolve(part),
                "--cauce.benchmark.jdbc-url=" + url,
                "--server.port=0",
                "--management.server.port=0"));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolveSibling(part + ".log").toFile())
                .start();
        Candidate candidate = new Candidate(
                name,
                survives,
                process,
                new BufferedReader(new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                process.outputWriter(StandardCharsets.UTF_8));
        String said = candidate.answer();
        while (!said.equals("ready")) {
            said = candidate.answer();
        }
        return candidate;
    }

    private static void awaitQuiet() throws InterruptedException {
        String file = System.getProperty("cauce.benchmark.wait-for", "");
        while (!file.isEmpty() && !Files.exists(Path.of(file))) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static void stop(Candidate candidate) {
        candidate.process().destroy();
        try {
            if (!candidate.process().waitFor(30, TimeUnit.SECONDS)) {
                candidate.process().destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            candidate.process().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
