package dev.cauce.application.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gets a token of the demo tenant as anybody would: from the token endpoint, with a demo client's secret. */
final class FirstToken {

    private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path demoClients;

    FirstToken(Path demoClients) {
        this.demoClients = demoClients;
    }

    /** A token of this role; empty where there are no demo clients. */
    Optional<String> of(String role, String url) {
        if (!Files.isReadable(demoClients)) {
            return Optional.empty();
        }
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (JsonNode client :
                    JSON.readTree(Files.readAllBytes(demoClients)).path("clients")) {
                if (client.path("role").asString("").equals(role)) {
                    HttpResponse<String> answer =
                            http.send(request(url, client), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                    return Optional.of(JSON.readTree(answer.body())
                                    .path("access_token")
                                    .asString(""))
                            .filter(token -> !token.isEmpty());
                }
            }
        } catch (IOException unreachable) {
            LOG.warn("No token to show: {}", unreachable.getClass().getSimpleName());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static HttpRequest request(String url, JsonNode client) {
        String credentials = client.path("clientId").asString("") + ":"
                + client.path("clientSecret").asString("");
        return HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                .timeout(PATIENCE)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
    }
}
