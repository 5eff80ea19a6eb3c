package dev.cauce.application.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.rest.contract.Contract;
import dev.cauce.rest.contract.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks HTTP to a running Cauce as its clients do, holds every answer against the document, and remembers which
 * operations answered with success. It knows an address and nothing else, so it serves any topology.
 */
final class Conversation implements AutoCloseable {

    private static final Contract CONTRACT = Contract.load();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

    Conversation(URI base) {
        this.base = base;
    }

    Speaker as(String token) {
        return new Speaker(token);
    }

    /** The operations of the document that have not answered with success so far. */
    Stream<Operation> unheard() {
        return CONTRACT.operations().stream().filter(operation -> !succeeded.contains(operation.operationId()));
    }

    @Override
    public void close() {
        http.close();
    }

    /** An answer that is as the document says. */
    record Answer(int status, Map<String, String> headers, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** The value of a field, a JSON pointer. */
        String text(String pointer) {
            return json().at(pointer).asString("");
        }

        String etag() {
            return headers.getOrDefault("etag", "");
        }

        Answer expect(int wanted) {
            assertThat(status).as(body).isEqualTo(wanted);
            return this;
        }

        Answer refused(int wanted, String code) {
            assertThat(text("/code")).as(body).isEqualTo(code);
            return expect(wanted);
        }
    }

    /** One caller. Reads what it wrote: each query carries the position of its latest command. */
    final class Speaker {

        private final String token;
        private final AtomicLong position = new AtomicLong(-1);

        private Speaker(String token) {
            this.token = token;
        }

        Answer get(String path) {
            return get(path, "application/json");
        }

        Answer get(String path, String mediaType) {
            HttpRequest.Builder request = request(path).header("Accept", mediaType);
            if (position.get() >= 0) {
                request.header("Cauce-Position", Long.toString(position.get()));
            }
            return answer("GET", path, request.build());
        }

        /** A command under a key of its own. */
        Answer send(String path, String json) {
            return send(path, UUID.randomUUID().toString(), json);
        }

        /** A command without a body, under a key of its own. */
        Answer send(String path) {
            return send(path, "");
        }

        Answer send(String path, String key, String json) {
            return answer("POST", path, command(path, key, json).build());
        }

        /** A command that holds only for a version. */
        Answer sendIfMatch(String path, String etag, String json) {
            return answer(
                    "POST",
                    path,
                    command(path, UUID.randomUUID().toString(), json)
                            .header("If-Match", etag)
                            .build());
        }

        /** Asks again until the answer is as wanted: what a saga does comes when it comes. */
        Answer eventually(String path, Predicate<Answer> wanted) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            Answer answer = get(path);
            while (!wanted.test(answer)) {
                assertThat(System.nanoTime()).as("%s still is %s", path, answer).isLessThan(end);
                LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
                answer = get(path);
            }
            return answer;
        }

        /** Opens a live stream, acts, and waits for the first line of data with all of these texts in it. */
        String watch(String path, Runnable act, String... texts) {
            HttpRequest request =
                    request(path).header("Accept", "text/event-stream").build();
            HttpResponse<Stream<String>> stream = sent(request, BodyHandlers.ofLines());
            Answer opened = new Answer(stream.statusCode(), headers(stream), "");
            hold("GET", path, opened.expect(200));
            act.run();
            try (Stream<String> lines = stream.body()) {
                return lines.filter(line ->
                                line.startsWith("data:") && Stream.of(texts).allMatch(line::contains))
                        .findFirst()
                        .orElseThrow();
            }
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(base.resolve(path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token);
        }

        private HttpRequest.Builder command(String path, String key, String json) {
            HttpRequest.Builder request = request(path).header("Idempotency-Key", key);
            if (json.isEmpty()) {
                return request.POST(BodyPublishers.noBody());
            }
            return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        }

        private Answer answer(String method, String path, HttpRequest request) {
            HttpResponse<String> response = sent(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            Answer answer = new Answer(response.statusCode(), headers(response), response.body());
            hold(method, path, answer);
            String reached = answer.headers().get("cauce-position");
            if (reached != null) {
                position.accumulateAndGet(Long.parseLong(reached), Math::max);
            }
            return answer;
        }
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

    private void hold(String method, String path, Answer answer) {
        Operation operation =
                CONTRACT.operation(method, path.replaceFirst("\\?.*", "")).orElseThrow();
        String mediaType = answer.headers().get("content-type");
        assertThat(CONTRACT.violations(operation, answer.status(), answer.headers(), mediaType, body(answer)))
                .as("%s %s: %s", method, path, answer.body())
                .isEmpty();
        if (answer.status() < 300) {
            succeeded.add(operation.operationId());
        }
    }

    /** Of an answer in lines, each is as the document says of one; the first speaks for all. */
    private static String body(Answer answer) {
        boolean lines = answer.headers().getOrDefault("content-type", "").startsWith("application/x-ndjson");
        return lines ? answer.body().lines().findFirst().orElse("") : answer.body();
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        return headers;
    }
}
