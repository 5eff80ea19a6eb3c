package dev.cauce.application.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** What an administrator sees of the views, and replaying them. */
public final class Views {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final int STILL = 3;

    private final ServerProcess server;
    private final ApiClient api;
    private int replays;

    public Views(ServerProcess server, ApiClient api) {
        this.server = server;
        this.api = api;
    }

    /** Waits until nothing happens any more: every processor has seen every event, and none comes. */
    long awaitRest() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long head = -1;
        int still = 0;
        while (still < STILL) {
            assertThat(System.nanoTime()).as("no rest: %s", lags()).isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            long now = head();
            still = now == head && lags().values().stream().allMatch(lag -> lag == 0) ? still + 1 : 0;
            head = now;
        }
        return head;
    }

    /** Replays every view from empty; each must come out as it was. */
    public void assertThatEachEqualsItsReplay(String round) throws IOException {
        TreeMap<String, String> before;
        TreeMap<String, String> after;
        long head;
        do {
            // A process may still have something to say; then it was no comparison.
            head = awaitRest();
            before = hashes();
            for (String view : before.keySet()) {
                HttpResponse<String> answer = api.post(
                        "/v1/admin/projections/" + view + "/replay",
                        "replay-" + round + "-" + replays++,
                        "",
                        api.strongToken());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            }
            awaitReplays();
            after = hashes();
        } while (awaitRest() != head);
        assertThat(after).isEqualTo(before);
    }

    private void awaitReplays() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!all("state", "RUNNING") || !lags().values().stream().allMatch(lag -> lag == 0)) {
            assertThat(System.nanoTime()).as("no end of replays: %s", lags()).isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private TreeMap<String, String> hashes() throws IOException {
        TreeMap<String, String> hashes = new TreeMap<>();
        for (JsonNode view : list()) {
            String name = view.path("name").asString();
            HttpResponse<String> answer = api.get("/v1/admin/projections/" + name);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode shown = ApiClient.JSON.readTree(answer.body());
            assertThat(shown.path("deadLetters").asInt())
                    .as("dead letters of %s", name)
                    .isZero();
            hashes.put(name, shown.path("hash").asString());
        }
        return hashes;
    }

    private boolean all(String field, String value) throws IOException {
        for (JsonNode view : list()) {
            if (!view.path(field).asString().equals(value)) {
                return false;
            }
        }
        return true;
    }

    private long head() throws IOException {
        return list().get(0).path("head").asLong();
    }

    private JsonNode list() throws IOException {
        HttpResponse<String> answer = api.get("/v1/admin/projections");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiClient.JSON.readTree(answer.body()).path("items");
    }

    /** How many events each processor is behind, those of sagas and effects included. */
    private TreeMap<String, Double> lags() throws IOException {
        TreeMap<String, Double> lags = new TreeMap<>();
        server.managed("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("cauce_processor_lag{"))
                .forEach(line -> lags.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        assertThat(lags).isNotEmpty();
        return lags;
    }
}
