package dev.cauce.application.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.crash.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks to one of several processes. */
final class Caller implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final ServerProcess process;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Caller(ServerProcess process, String token) {
        this.process = process;
        this.token = token;
    }

    /** An answer. */
    record Answer(int status, String body, String position, String retryAfter) {

        String code() {
            return JsonMapper.shared().readTree(body).path("code").asString("");
        }
    }

    /** Registers an account of this id, under a key that is the same each time. */
    Answer register(String accountId, String origin) {
        return answer(request("/v1/accounts")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "register-" + accountId)
                .POST(BodyPublishers.ofString("""
                        {"accountId":"%s","companyName":"Company %s","email":"%s@example.com","origin":"%s"}""".formatted(accountId, accountId, accountId, origin)))
                .build());
    }

    Answer get(String path) {
        return answer(request(path).build());
    }

    /** What is there once this position was seen. */
    Answer get(String path, String position) {
        return answer(request(path).header("Cauce-Position", position).build());
    }

    /** The answer once it is a success. */
    Answer await(java.util.function.Supplier<Answer> ask) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = ask.get();
        while (answer.status() >= 300) {
            assertThat(System.nanoTime()).as(answer.toString()).isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            answer = ask.get();
        }
        return answer;
    }

    /** Opens a live stream, acts, and waits for a line of data with this text in it. */
    void watch(String path, Runnable act, String text) {
        HttpRequest request = request(path)
                .header("Accept", "text/event-stream")
                .timeout(PATIENCE)
                .build();
        HttpResponse<Stream<String>> stream = sent(request, BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        act.run();
        try (Stream<String> lines = stream.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:") && line.contains(text))
                            .findFirst())
                    .isPresent();
        }
    }

    /** How many commands of this type the process has handled. */
    double handled(String command) {
        try {
            return process.managed("/actuator/prometheus")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("cauce_commands_seconds_count{")
                            && line.contains("type=\"" + command + "\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** What its log warns of. */
    List<String> troubles() {
        try (Stream<String> lines = Files.lines(process.home().resolve("logs/cauce.log"))) {
            return lines.filter(line -> line.contains("\"WARN\"") || line.contains("\"ERROR\""))
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(process.base().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private Answer answer(HttpRequest request) {
        HttpResponse<String> response = sent(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Cauce-Position").orElse(""),
                response.headers().firstValue("Retry-After").orElse(""));
    }

    private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException cause) {
            throw new AssertionError("No answer from " + request.uri(), cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", cause);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
