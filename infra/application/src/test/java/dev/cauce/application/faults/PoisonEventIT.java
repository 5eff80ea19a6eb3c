package dev.cauce.application.faults;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.administration.PoisonedProjection;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

/**
 * A projection cannot handle one event in three, whatever is tried. The others are projected, those wait as dead
 * letters, and the log has it once and not once for each of them at each attempt.
 */
@Timeout(180)
class PoisonEventIT {

    private static final int POISONED = 300;
    private static final int SOUND = 2 * POISONED;
    private static final int MOST_LINES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path home;

    @Test
    void othersGoOnAndTheLogSaysItOnce() {
        // The application sets the log up as it starts.
        try (RunningApplication http =
                        RunningApplication.startWhole(home, List.of(), "cauce.processors.dead-letters.pause=200ms");
                HeardLog log = new HeardLog()) {
            String token = http.token("admin");
            for (int number = 0; number < POISONED; number++) {
                register(http, token, PoisonedProjection.FOR_GOOD + "-" + number);
                register(http, token, "sound-" + number);
                register(http, token, "sound-too-" + number);
            }
            MongoOperations mongo = http.bean(MongoOperations.class);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            JsonNode view = view(http, token);
            while (view.path("lag").asLong() > 0 || view.path("deadLetters").asLong() < POISONED) {
                assertThat(System.nanoTime()).as(view.toString()).isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                view = view(http, token);
            }
            // Each is tried again meanwhile.
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());

            assertThat(view.path("deadLetters").asLong()).isEqualTo(POISONED);
            assertThat(mongo.count(new Query(), PoisonedProjection.NAME)).isEqualTo(SOUND);
            assertThat(http.get("/v1/accounts/" + PoisonedProjection.FOR_GOOD + "-0", token)
                            .statusCode())
                    .as("other projections handle it")
                    .isEqualTo(200);
            assertThat(log.troubles())
                    .anyMatch(line -> line.contains("was not handled"))
                    .noneMatch(line -> line.contains("@example.com"))
                    .hasSizeLessThan(MOST_LINES);
            System.out.printf(
                    "%d poison events among %d: %d lines%n",
                    POISONED, SOUND, log.troubles().size());
        }
    }

    private static JsonNode view(RunningApplication http, String token) {
        HttpResponse<String> answer = http.get("/v1/admin/projections/" + PoisonedProjection.NAME, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static void register(RunningApplication http, String token, String id) {
        HttpResponse<String> answer = http.command("/v1/accounts", token, "register-" + id, """
                {"accountId":"%s","companyName":"Company","email":"%s@example.com","origin":"IMPORT"}""".formatted(id, id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
