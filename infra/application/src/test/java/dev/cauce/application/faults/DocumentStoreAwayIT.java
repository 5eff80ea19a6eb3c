package dev.cauce.application.faults;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cauce.application.RunningApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The document store is gone for a while: commands go on, queries say so in bounded time, and when it is back every
 * view catches up. {@code -Dcauce.fault.seconds=60} for longer.
 */
class DocumentStoreAwayIT {

    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("cauce.fault.seconds", 8));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** A few lines each processor, whatever the time that it takes. */
    private static final int MOST_LINES = 60;

    /** Not the log file, which belongs to whichever application of this process began to log first. */
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path home;

    private static HttpResponse<String> register(RunningApplication http, String token, String id) {
        return http.command("/v1/accounts", token, "register-" + id, """
                {"accountId":"%s","companyName":"Company %s","email":"%s@example.com","origin":"SIGN_UP"}""".formatted(id, id, id));
    }

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    @Test
    void commandsGoOnAndViewsCatchUp() {
        try (RunningApplication http =
                RunningApplication.startWhole(home, List.of(), GatedDocumentStore.ASKED_FOR + "=true")) {
            log.start();
            root().addAppender(log);
            String token = http.token("admin");
            assertThat(register(http, token, "before").statusCode()).isEqualTo(201);
            awaitRest(http, token);
            long lines = troubles().size();
            TcpGate gate = http.bean(TcpGate.class);

            gate.shut();
            long until = System.nanoTime() + AWAY.toNanos();
            int accepted = 0;
            do {
                HttpResponse<String> answer = register(http, token, "away-" + accepted);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                accepted++;
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            } while (System.nanoTime() < until);
            HttpResponse<String> query = http.get("/v1/accounts/before", token);
            assertThat(query.statusCode()).as(query.body()).isEqualTo(503);
            assertThat(json(query).path("code").asString()).isEqualTo("UNAVAILABLE");
            gate.open();
            long back = System.nanoTime();

            awaitRest(http, token);
            System.out.printf(
                    "away for %d s: %d commands accepted, lag recovered %d ms after it was back, %d lines of trouble%n",
                    AWAY.toSeconds(),
                    accepted,
                    Duration.ofNanos(System.nanoTime() - back).toMillis(),
                    troubles().size() - lines);
            for (int number = 0; number < accepted; number++) {
                assertThat(http.get("/v1/accounts/away-" + number, token).statusCode())
                        .isEqualTo(200);
            }
            assertThat(troubles().stream().skip(lines).toList()).hasSizeLessThan(MOST_LINES);
        }
    }

    /** What the log warns of. */
    private List<String> troubles() {
        // As the appender does while it adds a line.
        synchronized (log) {
            return log.list.stream()
                    .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    private static void awaitRest(RunningApplication http, String token) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last;
        do {
            HttpResponse<String> answer = http.get("/v1/admin/projections", token);
            last = answer.body();
            if (answer.statusCode() == 200 && caughtUp(json(answer).path("items"))) {
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        } while (System.nanoTime() < deadline);
        throw new AssertionError("The views do not catch up: " + last);
    }

    private static boolean caughtUp(JsonNode views) {
        for (JsonNode view : views) {
            if (view.path("lag").asLong() > 0 || view.path("position").asLong() <= 0) {
                return false;
            }
        }
        return !views.isEmpty();
    }
}
