package dev.cauce.application.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the process, which may be gone at any moment: then it throws {@link IOException}. */
public final class ApiClient implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final ServerProcess server;
    private final AtomicReference<@Nullable String> token = new AtomicReference<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public ApiClient(ServerProcess server) {
        this.server = server;
    }

    /** Sends a command of the administrator's. */
    public HttpResponse<String> post(String path, String key, String body) throws IOException {
        return post(path, key, body, token());
    }

    public HttpResponse<String> post(String path, String key, String body, String bearer) throws IOException {
        return send(request(path, bearer)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException {
        HttpRequest.Builder request = request(path, token());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Asks for lines, which are read as they come. */
    public HttpResponse<InputStream> lines(String path) throws IOException {
        try {
            return http.send(
                    request(path, token())
                            .header("Accept", "application/x-ndjson")
                            .timeout(Duration.ofMinutes(5))
                            .build(),
                    BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** A token of the administrator's, asked for once: the signing key outlives the process. */
    private String token() throws IOException {
        String known = token.get();
        if (known == null) {
            known = newToken("");
            token.set(known);
        }
        return known;
    }

    /** A token after a strong login, for what is destructive. */
    public String strongToken() throws IOException {
        return newToken("&acr_values=urn:cauce:strong");
    }

    private String newToken(String parameters) throws IOException {
        String credentials =
                Base64.getEncoder().encodeToString(("demo-admin:" + secret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server.base().resolve("/oauth2/token"))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials" + parameters))
                .build());
        if (answer.statusCode() != 200) {
            throw new AssertionError("No token: " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    private String secret() throws IOException {
        Path clients = server.files().resolve("identity/demo-clients.json");
        for (JsonNode client : JSON.readTree(Files.readString(clients)).path("clients")) {
            if (client.path("role").asString().equals("admin")) {
                return client.path("clientSecret").asString();
            }
        }
        throw new AssertionError("No administrator in " + clients);
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(URI.create(server.base() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static AssertionError interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("Interrupted", cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
