package dev.cauce.benchmarks.http;

import dev.cauce.benchmarks.measure.ServerProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cauce's own process, everything switched on, its rate limits alone set above what it can do. */
final class CauceTarget implements Target {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TOKEN_FOR = Duration.ofMinutes(30);

    private final ServerProcess process;
    private final Path home;
    private final int port;
    private final int managementPort;
    private final Duration startUp;
    private String token = "";
    private long tokenAt;
    private final List<String> processors = new ArrayList<>();

    private CauceTarget(ServerProcess process, Path home, int port, int managementPort) throws Exception {
        this.process = process;
        this.home = home;
        this.port = port;
        this.managementPort = managementPort;
        this.startUp = process.await(this::isReady, Duration.ofMinutes(2));
    }

    /** Starts it on an empty data folder. */
    static CauceTarget start(Path jar, Path folder, String javaOptions) throws Exception {
        int port = ServerProcess.freePort();
        int managementPort = ServerProcess.freePort();
        Path home = folder.resolve("cauce");
        List<String> command = new ArrayList<>(ServerProcess.java(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-Ddisable-axoniq-console-message=true"));
        if (!javaOptions.isBlank()) {
            command.addAll(List.of(javaOptions.strip().split("\\s+")));
        }
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--cauce.home=" + home,
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--cauce.identity.token-lifetime=120m",
                "--cauce.limits.tenant.per-second=1000000",
                "--cauce.limits.tenant.burst=1000000",
                "--cauce.limits.principal.per-second=1000000",
                "--cauce.limits.principal.burst=1000000"));
        return new CauceTarget(ServerProcess.start(command, folder.resolve("cauce.log")), home, port, managementPort);
    }

    private boolean isReady() throws IOException {
        try (HttpConnection management = new HttpConnection(managementPort)) {
            return management.send(new Requests(() -> "").bytes("GET /actuator/health/readiness", "", "")) == 200;
        } catch (java.net.ConnectException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return "Cauce";
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
        return new Requests(() -> "Authorization: Bearer " + token() + "\r\n");
    }

    private synchronized String token() {
        if (token.isEmpty() || System.nanoTime() - tokenAt > TOKEN_FOR.toNanos()) {
            token = fetchToken("");
            tokenAt = System.nanoTime();
        }
        return token;
    }

    private String fetchToken(String further) {
        try (HttpConnection connection = new HttpConnection(port)) {
            JsonNode client = admin();
            String pair = encode(client.path("clientId").asString()) + ":"
                    + encode(client.path("clientSecret").asString());
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            byte[] request = new Requests(() -> "Authorization: Basic " + basic + "\r\n")
                    .bytes(
                            "POST /oauth2/token",
                            "Content-Type: application/x-www-form-urlencoded\r\n",
                            "grant_type=client_credentials" + further);
            int status = connection.send(request);
            if (status != 200) {
                throw new IllegalStateException("No token: " + status + " " + connection.body());
            }
            return JSON.readTree(connection.body()).path("access_token").asString();
        } catch (IOException failed) {
            throw new IllegalStateException("No token", failed);
        }
    }

    private JsonNode admin() throws IOException {
        for (JsonNode client : JSON.readTree(Files.readString(home.resolve("identity/demo-clients.json")))
                .path("clients")) {
            if (client.path("role").asString("").equals("admin")) {
                return client;
            }
        }
        throw new IOException("The server made no demo clients");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Duration processorTime() {
        return process.processorTime();
    }

    @Override
    public long memory() throws IOException {
        return process.memory();
    }

    @Override
    public long behind() throws IOException {
        return furthestBehind(name -> !isProcess(name));
    }

    /** Sagas and effects: what they do shows in views of its own, later. */
    @Override
    public long processesBehind() throws IOException {
        return furthestBehind(CauceTarget::isProcess);
    }

    private static boolean isProcess(String name) {
        return name.endsWith("-saga") || name.contains("effects") || name.endsWith("-mails");
    }

    private long furthestBehind(Predicate<String> wanted) throws IOException {
        try (HttpConnection management = new HttpConnection(managementPort)) {
            long furthest = 0;
            for (String name : processors(management)) {
                if (wanted.test(name)) {
                    furthest = Math.max(furthest, (long) lag(management, "?tag=processor:" + name)
                            .path("measurements")
                            .path(0)
                            .path("value")
                            .asDouble());
                }
            }
            return furthest;
        }
    }

    private synchronized List<String> processors(HttpConnection management) throws IOException {
        if (processors.isEmpty()) {
            for (JsonNode tag :
                    lag(management, "").path("availableTags").path(0).path("values")) {
                processors.add(tag.asString());
            }
        }
        return processors;
    }

    private static JsonNode lag(HttpConnection management, String query) throws IOException {
        int status = management.send(
                new Requests(() -> "").bytes("GET /actuator/metrics/cauce.processor.lag" + query, "", ""));
        if (status != 200) {
            throw new IOException("The server does not say how far its processors are: " + status);
        }
        return JSON.readTree(management.body());
    }

    @Override
    public void replay() throws IOException {
        String strong = fetchToken("&acr_values=" + encode("urn:cauce:strong"));
        try (HttpConnection connection = new HttpConnection(port)) {
            int status = connection.send(new Requests(() -> "Authorization: Bearer " + strong + "\r\n")
                    .bytes(
                            "POST /v1/admin/projections/accounts/replay",
                            "Idempotency-Key: replay-" + UUID.randomUUID() + "\r\n",
                            ""));
            if (status != 202) {
                throw new IOException("No replay: " + status + " " + connection.body());
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
