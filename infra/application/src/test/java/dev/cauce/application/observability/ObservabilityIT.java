package dev.cauce.application.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cauce.application.RunningApplication;
import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.platform.command.ProcessCommands;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What an operator sees of a customer's way: figures on a port of their own, and lines that belong together. */
@ExtendWith(WholeApplication.class)
class ObservabilityIT {

    private static Whole whole;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
        String admin = whole.http().token("admin");
        register(admin);
        await(() -> whole.http()
                .get("/v1/accounts/observed/onboarding", admin)
                .body()
                .contains("\"welcomed\":true"));
    }

    private static void register(String admin) {
        HttpResponse<String> registered = whole.http().command("/v1/accounts", admin, "observed", """
                        {"accountId":"observed","companyName":"Observed Ltd","email":"observed@example.com",
                         "origin":"SIGN_UP"}""");
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    }

    @Test
    void measuresCommandsEventsProcessorsAndSagas() {
        String metrics = management("/actuator/prometheus").body();

        assertThat(metrics)
                .contains("cauce_commands_seconds_count{outcome=\"ok\",type=\"RegisterAccount\"}")
                .contains("cauce_events_total{type=\"OnboardingStarted\"}")
                .contains("cauce_processor_lag{processor=\"accounts\"}")
                .containsPattern("cauce_processor_handled_seconds_count\\{outcome=\"ok\",processor=\"onboarding-saga\""
                        + ",type=\"AccountRegistered\"} [1-9]")
                .containsPattern("cauce_sagas_open\\{saga=\"OnboardingSaga\"} [1-9]")
                .contains("cauce_deadlines_pending")
                .doesNotContain("observed", "Observed");
    }

    @Test
    void saysHowEachProcessorAndStoreIs() {
        JsonNode health = RunningApplication.json(management("/actuator/health"));

        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("components").propertyNames())
                .as("%s", health)
                .contains("processor", "mongo", "eventStore", "keyring");
    }

    /** This tenant has no plan for a trial, and the saga's thread says so under the id of the request. */
    @Test
    void tiesTheLinesOfProcessorsToTheRequestThatCausedThem() {
        Logger logger = (Logger) LoggerFactory.getLogger(ProcessCommands.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.addAppender(lines);
        try {
            String admin = whole.other("observed-tenant", "admin", 600);
            register(admin);
            String correlationId = RunningApplication.json(
                            whole.http().get("/v1/audit/events?aggregateId=observed&type=AccountRegistered", admin))
                    .at("/items/0/correlationId")
                    .asString();

            await(() -> lines.list.stream()
                    .anyMatch(line -> line.getFormattedMessage().startsWith("StartTrial")
                            && correlationId.equals(line.getMDCPropertyMap().get("correlationId"))));
        } finally {
            logger.detachAppender(lines);
        }
    }

    private static HttpResponse<String> management(String path) {
        return whole.http()
                .send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + whole.http().managementPort() + path))
                        .build());
    }

    private static void await(BooleanSupplier condition) {
        await(condition::getAsBoolean, Boolean::booleanValue);
    }

    private static <T> T await(Supplier<T> of, Predicate<T> wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        T value = of.get();
        while (!wanted.test(value)) {
            assertThat(System.nanoTime()).as("%s", value).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
            value = of.get();
        }
        return value;
    }
}
