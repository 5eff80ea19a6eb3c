package dev.cauce.benchmarks.http;

import dev.cauce.benchmarks.measure.Postgres;
import dev.cauce.benchmarks.measure.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The plain alternative with a PostgreSQL of its own; the processor time and the memory of both count. */
final class PlainTarget implements Target {

    private final Postgres database;
    private final ServerProcess process;
    private final int port;
    private final Duration startUp;

    private PlainTarget(Postgres database, ServerProcess process, int port) throws Exception {
        this.database = database;
        this.process = process;
        this.port = port;
        this.startUp = process.await(this::isReady, Duration.ofMinutes(2));
    }

    static PlainTarget start(Path jar, Path folder) throws Exception {
        Postgres database = Postgres.start(folder);
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(ServerProcess.java(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-Ddisable-axoniq-console-message=true"));
        command.addAll(
                List.of("-jar", jar.toString(), "--server.port=" + port, "--spring.datasource.url=" + database.url()));
        return new PlainTarget(database, ServerProcess.start(command, folder.resolve("plain.log")), port);
    }

    private boolean isReady() throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.send(requests().bytes("GET /behind", "", "")) == 200;
        } catch (java.net.ConnectException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return "Axon, JPA on PostgreSQL";
    }

    @Override
    public String survives() {
        return "power loss";
    }

    @Override
    public Duration startUp() {
        return startUp;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Requests requests() {
        return new Requests(() -> "");
    }

    @Override
    public Duration processorTime() {
        return process.processorTime().plus(database.server().processorTime());
    }

    @Override
    public long memory() throws IOException {
        return process.memory() + database.server().memory();
    }

    @Override
    public long behind() throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.send(requests().bytes("GET /behind", "", ""));
            return Long.parseLong(connection.body());
        }
    }

    @Override
    public long processesBehind() {
        return 0;
    }

    @Override
    public void replay() throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            int status = connection.send(requests().bytes("POST /replay", "", ""));
            if (status != 200) {
                throw new IOException("No replay: " + status);
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
        database.close();
    }
}
