package dev.cauce.application.retention;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ApplyRetentionPolicy;
import dev.cauce.contracts.retention.RecordChurnScore;
import dev.cauce.platform.deadline.MongoDeadlines;
import dev.cauce.platform.time.BusinessClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.CommandBus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From a score to its outcomes: nobody but the application asks for a record, and three months pass by the business
 * clock.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionIT {

    private static final Instant BEGIN = Instant.parse("2027-03-03T15:00:00Z");
    private static final int LEARNED_FROM = 80;
    private static final int AT_RISK = 40;

    @TempDir
    private static Path data;

    private static RunningApplication http;
    private static BusinessClock clock;
    private static MongoDeadlines deadlines;
    private static String admin;
    private static final List<Object> REPORTS = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        http = RunningApplication.startWhole(
                data, List.of(), "cauce.deadlines.pause=20ms", "cauce.churn.crossings.pause=50ms");
        clock = http.bean(BusinessClock.class);
        clock.set(BEGIN);
        deadlines = http.bean(MongoDeadlines.class);
        http.bean(CommandBus.class).registerDispatchInterceptor(messages -> (index, message) -> {
            if (message.getPayload() instanceof RecordChurnScore
                    || message.getPayload() instanceof ApplyRetentionPolicy) {
                REPORTS.add(message.getPayload());
            }
            return message;
        });
        admin = http.token("admin");
        for (String plan : List.of("growth", "loyal")) {
            send("/v1/plans", """
                            {"planId":"%s","name":"Plan","trialDays":0,
                             "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":%d}]}""".formatted(plan, plan.equals("growth") ? 4900 : 2900));
        }
        Instant asOf = BEGIN.minus(Duration.ofDays(60));
        for (int number = 0; number < LEARNED_FROM; number++) {
            boolean leaves = number % 3 == 0;
            customer("learned-" + number, leaves ^ number % 11 == 0 ? "monthly" : "yearly");
            if (leaves) {
                send(
                        "/v1/subscriptions/learned-" + number + "/cancellation",
                        "{\"reason\":\"UNKNOWN\",\"cancelledAt\":\"%s\"}".formatted(asOf.plus(Duration.ofDays(10))));
            }
        }
        send(
                "/v1/models/churn/training",
                "{\"trainingId\":\"first\",\"asOf\":\"%s\",\"horizonDays\":30}".formatted(asOf));
        await(() -> http.get("/v1/models/churn", admin).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static JsonNode send(String path, String body) {
        HttpResponse<String> answer =
                http.command(path, admin, UUID.randomUUID().toString(), body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return json(answer);
    }

    private static JsonNode read(String path) {
        return json(http.get(path, admin));
    }

    private static void customer(String id, String contract) {
        Instant since = BEGIN.minus(Duration.ofDays(360));
        send("/v1/accounts", """
                        {"accountId":"%s","companyName":"C","email":"%s@example.com","origin":"IMPORT",
                         "customerSince":"%s","attributes":{"contract":"%s"}}""".formatted(id, id, since, contract));
        send("/v1/accounts/" + id + "/subscriptions", """
                        {"subscriptionId":"%s","planId":"growth","currency":"EUR","interval":"MONTH",
                         "start":"ACTIVE","startedAt":"%s"}""".formatted(id, since));
    }

    private static void await(BooleanSupplier reached) {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as("waited too long").isBefore(until);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** All cases, by their account. */
    private static Map<String, JsonNode> cases() {
        Map<String, JsonNode> cases = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = read("/v1/retention/cases?limit=100" + cursor);
            page.path("items").forEach(item -> cases.put(item.path("accountId").asString(""), item));
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return cases;
    }

    private static List<JsonNode> history(String kind, String id) {
        List<JsonNode> events = new ArrayList<>();
        read("/v1/audit/events?aggregateType=" + kind + "&aggregateId=" + id + "&limit=100")
                .path("items")
                .forEach(events::add);
        return events;
    }

    private static boolean caughtUp(String projection) {
        JsonNode now = read("/v1/admin/projections/" + projection);
        return now.path("state").asString("").equals("RUNNING")
                && now.path("lag").asLong(-1) == 0;
    }

    @Test
    @Order(1)
    void aScoreThatCrossesIsRecordedByItselfAndOpensACase() {
        for (int number = 0; number < AT_RISK; number++) {
            customer("risk-" + number, "monthly");
        }
        customer("safe", "yearly");

        await(() ->
                cases().keySet().stream().filter(id -> id.startsWith("risk-")).count() == AT_RISK);

        JsonNode risk = read("/v1/accounts/risk-0/churn-risk");
        JsonNode found = cases().get("risk-0");
        assertThat(ChurnBand.valueOf(found.path("band").asString(""))).isGreaterThanOrEqualTo(ChurnBand.HIGH);
        assertThat(found.path("previousBand").asString("")).isEqualTo("LOW");
        assertThat(found.path("modelVersion").asString(""))
                .isNotEmpty()
                .isEqualTo(risk.path("modelVersion").asString(""));
        assertThat(found.path("score").asDouble()).isEqualTo(risk.path("score").asDouble());
        assertThat(found.path("reasons").path(0).path("feature").asString(""))
                .isEqualTo(risk.path("contributions").path(0).path("feature").asString("-"));
        assertThat(found.path("recurring").path(0).path("monthlyMinor").asLong())
                .isEqualTo(4900);
        assertThat(found.path("policyVersion").asString("")).isEqualTo("retention-standard-1");
        assertThat(cases()).doesNotContainKey("safe");
        assertThat(history("churn-score", "risk-0")).singleElement().satisfies(event -> {
            assertThat(event.path("type").asString("")).isEqualTo("ChurnScoreRecorded");
            assertThat(event.path("actor").asString("")).isEqualTo("process@cauce");
        });
        assertThat(history("churn-score", "safe")).isEmpty();
    }

    @Test
    @Order(2)
    void theTreatedHaveATaskAndTheHoldoutHasNothing() {
        TreeSet<String> groups = new TreeSet<>();
        cases().forEach((id, found) -> {
            groups.add(found.path("group").asString(""));
            boolean treated = found.path("group").asString("").equals("TREATED");
            assertThat(found.path("propensity").asDouble()).isEqualTo(treated ? 0.9 : 0.1);
            int status = http.get("/v1/tickets/retention-" + id + ".1.1", admin).statusCode();
            if (treated) {
                await(() ->
                        http.get("/v1/tickets/retention-" + id + ".1.1", admin).statusCode() == 200);
                await(() ->
                        read("/v1/retention/cases/" + id + "/1").path("tasks").asInt() == 1);
            } else {
                assertThat(status).isEqualTo(404);
                assertThat(found.path("tasks").asInt()).isZero();
            }
        });
        assertThat(groups).containsExactly("HOLDOUT", "TREATED");
    }

    @Test
    @Order(3)
    void neitherAReplayNorARebuildOfTheScoresReportsAnything() {
        await(() -> caughtUp("churn-scores"));
        int reported = REPORTS.size();
        assertThat(reported).isGreaterThanOrEqualTo(AT_RISK);
        String strong = http.token("admin", "acr_values=urn:cauce:strong");

        assertThat(http.command(
                                "/v1/admin/projections/churn-scores/replay",
                                strong,
                                UUID.randomUUID().toString(),
                                "")
                        .statusCode())
                .isEqualTo(202);
        await(() -> caughtUp("churn-scores"));
        looked();
        assertThat(http.command(
                                "/v1/admin/projections/churn-scores/rebuild",
                                strong,
                                UUID.randomUUID().toString(),
                                "{\"switching\":\"AUTOMATIC\"}")
                        .statusCode())
                .isEqualTo(202);
        await(() ->
                read("/v1/admin/projections/churn-scores").path("generation").asInt() > 1);
        await(() -> caughtUp("churn-scores"));
        looked();

        assertThat(REPORTS).hasSize(reported);
        assertThat(history("churn-score", "risk-0")).hasSize(1);
    }

    /** Time for a dozen looks. */
    private static void looked() {
        LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
    }

    @Test
    @Order(4)
    void whatBecameOfThemIsMeasuredAfterThirtySixtyAndNinetyDays() {
        Instant last = cases().values().stream()
                .map(found -> Instant.parse(found.path("openedAt").asString("")))
                .max(Instant::compareTo)
                .orElseThrow();
        int gone = 0;
        for (String id : List.of("risk-0", "risk-1", "risk-2")) {
            send("/v1/subscriptions/" + id + "/cancellation", "{\"reason\":\"PRICE\"}");
            gone++;
        }
        int all = cases().size();
        for (int day : List.of(30, 60, 90)) {
            clock.set(last.plus(Duration.ofDays(day)).plusSeconds(1));
            await(() -> cases().values().stream()
                    .allMatch(found -> found.path("outcomes").size() == day / 30));
        }

        JsonNode lost = cases().get("risk-0").path("outcomes").path(2);
        assertThat(lost.path("retained").asBoolean(true)).isFalse();
        assertThat(lost.path("recurring").path(0).path("monthlyMinor").asLong(-1))
                .isZero();
        assertThat(cases().values())
                .allSatisfy(
                        found -> assertThat(found.path("closedAt").asString("")).isNotEmpty());
        JsonNode effects = read("/v1/retention/effect").path("items");
        assertThat(effects.size()).isEqualTo(3);
        JsonNode ninety = effects.path(2);
        assertThat(ninety.path("day").asInt()).isEqualTo(90);
        assertThat(ninety.path("treated").path("measured").asInt()
                        + ninety.path("holdout").path("measured").asInt())
                .isEqualTo(all);
        assertThat(ninety.path("treated").path("retained").asInt()
                        + ninety.path("holdout").path("retained").asInt())
                .isEqualTo(all - gone);
        assertThat(ninety.path("difference").asDouble())
                .isBetween(ninety.path("low").asDouble(), ninety.path("high").asDouble());
        await(() -> deadlines.pending() == 0);
    }
}
