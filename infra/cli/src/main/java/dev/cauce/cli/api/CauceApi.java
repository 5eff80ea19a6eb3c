package dev.cauce.cli.api;

import static dev.cauce.cli.CommandFailed.serverAway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls a Cauce server. A request is repeated while the server is busy or away (429, 502, 503, 504, a connection that
 * fails, 409 while another request with the same key is under way), which is safe since each carries an idempotency
 * key. Safe for use by many threads.
 */
public final class CauceApi implements AutoCloseable {
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final TokenSource tokens;
    private final Retry retry;
    private final HttpClient http;
    private final JsonMapper json = new JsonMapper();

    /**
     * @param base scheme, host and port
     * @param tokens the caller's identity
     */
    public CauceApi(URI base, TokenSource tokens, Retry retry) {
        this.base = base;
        this.tokens = tokens;
        this.retry = retry;
        this.http = client();
    }

    /** A client for one server: HTTP/1.1 kept alive, no redirects, since a redirect would carry the token elsewhere. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /**
     * Sends a command.
     *
     * @param path below the base, as {@code /v1/accounts}
     * @param idempotencyKey the same for every attempt and every run
     * @throws dev.cauce.cli.CommandFailed when the server stays away or refuses the token
     */
    public ApiAnswer post(String path, JsonNode body, String idempotencyKey) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    /**
     * Asks a query.
     *
     * @throws dev.cauce.cli.CommandFailed when the server stays away or refuses the token
     */
    public ApiAnswer get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json");
    }

    private ApiAnswer send(HttpRequest.Builder request) throws InterruptedException {
        String token = tokens.token();
        boolean renewed = false;
        for (int attempt = 1; ; attempt++) {
            Duration asked = Duration.ZERO;
            String trouble;
            try {
                HttpResponse<byte[]> response = http.send(
                        request.setHeader("Authorization", "Bearer " + token).build(),
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
                ApiAnswer answer = answer(response);
                if (answer.status() == 401) {
                    if (renewed) {
                        throw serverAway("The server refuses a fresh token (401): " + answer.message());
                    }
                    renewed = true;
                    token = tokens.renewed(token);
                    continue;
                }
                if (!answer.mayPass()) {
                    return answer;
                }
                asked = retryAfter(response);
                trouble = "it answers " + answer.status() + " (" + answer.code() + ")";
            } catch (IOException e) {
                trouble = describe(e);
            }
            if (attempt >= retry.attempts()) {
                throw serverAway("The server at " + base + " is away or too busy: " + trouble + ", " + attempt
                        + (attempt == 1 ? " attempt" : " attempts")
                        + ". Is it up? ./infra/cauce status tells; ./infra/cauce up"
                        + " starts it");
            }
            Duration delay = retry.delay(attempt);
            retry.pause().pause(asked.compareTo(delay) > 0 ? asked : delay);
        }
    }

    private static String describe(IOException e) {
        if (e instanceof ConnectException) {
            return "nothing listens there";
        }
        if (e instanceof HttpTimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        return "the connection broke (" + e.getClass().getSimpleName() + ")";
    }

    private Duration retryAfter(HttpResponse<?> response) {
        Optional<String> header = response.headers().firstValue("Retry-After");
        if (header.isEmpty() || !header.get().matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header.get()));
        return asked.compareTo(retry.longest()) > 0 ? retry.longest() : asked;
    }

    private ApiAnswer answer(HttpResponse<byte[]> response) {
        boolean replayed = response.headers()
                .firstValue(ServerCodes.REPLAYED_HEADER)
                .map("true"::equalsIgnoreCase)
                .orElse(false);
        JsonNode body = parse(response.body());
        return new ApiAnswer(response.statusCode(), replayed, body == null ? MissingNode.getInstance() : body);
    }

    /** Something else may listen at the address, or a proxy answer in HTML: then there is a status and no body. */
    private @Nullable JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? null : json.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }
}
