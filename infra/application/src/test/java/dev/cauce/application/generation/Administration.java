package dev.cauce.application.generation;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.rest.contract.Contract;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** An administrator of projections, over HTTP. */
final class Administration {

    private static final Contract CONTRACT = Contract.load();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final RunningApplication http;
    private final String token;

    Administration(RunningApplication http, String token) {
        this.http = http;
        this.token = token;
    }

    HttpResponse<String> ask(String projection, String what, String body) {
        return http.command(
                "/v1/admin/projections/" + projection + "/" + what,
                token,
                UUID.randomUUID().toString(),
                body);
    }

    void accepted(String projection, String what, String body) {
        HttpResponse<String> answer = ask(projection, what, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    void refused(String projection, String what, String body, int status, String code) {
        HttpResponse<String> answer = ask(projection, what, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
    }

    JsonNode read(String projection) {
        String path = "/v1/admin/projections/" + projection;
        HttpResponse<String> answer = http.get(path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(CONTRACT.violations(
                        CONTRACT.operation("GET", path).orElseThrow(),
                        200,
                        Map.of(),
                        answer.headers().firstValue("Content-Type").orElse(null),
                        answer.body()))
                .isEmpty();
        return json(answer);
    }

    /** The projection once this is so. */
    JsonNode await(String projection, Predicate<JsonNode> so) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode now = read(projection);
        while (!so.test(now)) {
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            now = read(projection);
        }
        return now;
    }

    /** The projection once this generation is served and has seen every event. */
    JsonNode awaitServed(String projection, int generation) {
        return await(
                projection,
                now -> now.path("generation").asInt() == generation
                        && now.path("state").asString().equals("RUNNING")
                        && now.path("lag").asLong() == 0);
    }

    /** The projection once what is built was compared and waits. */
    JsonNode awaitWaiting(String projection) {
        return await(
                projection,
                now -> now.path("rebuild").path("state").asString("").equals("WAITING"));
    }
}
