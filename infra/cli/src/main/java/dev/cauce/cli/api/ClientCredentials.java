package dev.cauce.cli.api;

import static dev.cauce.cli.CommandFailed.serverAway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Gets tokens by OAuth 2.0 client credentials (RFC 6749, 4.4) and keeps the last one until the server refuses it. */
public final class ClientCredentials implements TokenSource {
    private final URI server;
    private final DemoClient client;
    private final String form;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String last;

    /**
     * @param server the base of the identity server; the token is asked for at {@code /oauth2/token}
     * @param strong whether the token is to count as a recent strong login, which destructive commands need;
     *     short-lived
     */
    public ClientCredentials(URI server, DemoClient client, boolean strong) {
        this.server = server;
        this.client = client;
        this.form = "grant_type=client_credentials" + (strong ? "&acr_values=" + encode("urn:cauce:strong") : "");
    }

    @Override
    public String token() {
        lock.lock();
        try {
            String token = last;
            if (token == null) {
                token = fetch();
                last = token;
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String renewed(String refused) {
        lock.lock();
        try {
            if (refused.equals(last)) {
                last = null;
            }
            return token();
        } finally {
            lock.unlock();
        }
    }

    private String fetch() {
        String pair = encode(client.clientId()) + ":" + encode(client.clientSecret());
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/oauth2/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = CauceApi.client()) {
            HttpResponse<String> response = http.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), 64 * 1024));
            String token = response.statusCode() == 200
                    ? new JsonMapper()
                            .readTree(response.body())
                            .path("access_token")
                            .asString("")
                    : "";
            if (token.isEmpty()) {
                throw serverAway(
                        "The identity server at " + server + " gives " + client.clientId() + " no token (it answers "
                                + response.statusCode() + "): is the data folder that of this server? (--data, --url)");
            }
            return token;
        } catch (ConnectException e) {
            throw serverAway("Nothing listens at " + server + ": start Cauce with ./infra/cauce up, or give --url");
        } catch (JacksonException e) {
            throw serverAway("What listens at " + server + " is no identity server: its answer is no JSON");
        } catch (IOException e) {
            throw serverAway("The identity server at " + server + " does not answer: "
                    + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw serverAway("Interrupted while waiting for a token");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
