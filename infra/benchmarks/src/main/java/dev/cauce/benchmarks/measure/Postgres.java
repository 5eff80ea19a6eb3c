package dev.cauce.benchmarks.measure;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL cluster of its own on a free port of the loopback address, with the settings that initdb gives it: it
 * syncs before it answers a commit. PostgreSQL refuses to run as root, so root runs it as {@code nobody}.
 */
public final class Postgres implements Closeable {

    private static final String USER = "nobody";

    private final Path folder;
    private final ServerProcess server;
    private final int port;

    private Postgres(Path folder, ServerProcess server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /**
     * Makes and starts it in a new folder beside the others.
     *
     * @throws IOException where there is none, saying what to install
     */
    public static Postgres start(Path parent) throws IOException, InterruptedException {
        Path binaries = binaries();
        Path folder = Files.createTempDirectory(parent, "postgres");
        List<String> as = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            run(List.of("chown", USER, folder.toString()));
            as.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=nogroup", "--clear-groups"));
        }
        List<String> initdb = new ArrayList<>(as);
        initdb.addAll(List.of(
                binaries.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=bench",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C"));
        run(initdb);
        int port = ServerProcess.freePort();
        List<String> postgres = new ArrayList<>(as);
        postgres.addAll(List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=" + folder.toAbsolutePath()));
        ServerProcess server = ServerProcess.start(postgres, parent.resolve("postgres.log"));
        server.await(() -> answers(binaries, port), Duration.ofSeconds(30));
        return new Postgres(folder, server, port);
    }

    /** Where JDBC finds it. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=bench";
    }

    /** Its processes. */
    public ServerProcess server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean answers(Path binaries, int port) throws IOException {
        try {
            return new ProcessBuilder(
                                    binaries.resolve("pg_isready").toString(),
                                    "-q",
                                    "-h",
                                    "127.0.0.1",
                                    "-p",
                                    Integer.toString(port))
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path binaries() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> found = Files.list(versions)) {
                return found.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(java.util.Comparator.naturalOrder())
                        .orElseThrow(Postgres::missing);
            }
        }
        throw missing();
    }

    private static IOException missing() {
        return new IOException("There is no PostgreSQL under /usr/lib/postgresql: apt-get install postgresql");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " failed: " + said);
        }
    }
}
