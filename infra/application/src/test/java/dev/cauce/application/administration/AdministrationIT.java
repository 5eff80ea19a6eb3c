package dev.cauce.application.administration;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.rest.contract.Contract;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

/** Replays and dead letters in the whole application. */
@ExtendWith(WholeApplication.class)
class AdministrationIT {

    private static final Contract CONTRACT = Contract.load();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Whole whole;
    private static String admin;

    @BeforeAll
    static void register(Whole running) {
        whole = running;
        admin = whole.strongAdmin();
        for (int number = 1; number <= 5; number++) {
            registered(admin, "replayed-" + number);
        }
    }

    private static long registered(String token, String accountId) {
        HttpResponse<String> answer = whole.http()
                .command(
                        "/v1/accounts", token, "register-" + accountId, """
                {"accountId":"%s","companyName":"Acme %s","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"SIGN_UP"}""".formatted(accountId, accountId, accountId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Long.parseLong(answer.headers().firstValue("Cauce-Position").orElseThrow());
    }

    @Test
    void listsEveryProjection() {
        JsonNode items = read("/v1/admin/projections").path("items");

        assertThat(items)
                .extracting(item -> item.path("name").asString())
                .contains("accounts", "tickets", "onboarding");
        assertThat(items)
                .allSatisfy(item -> assertThat(item.path("head").asLong()).isPositive());
    }

    @Test
    void aReplayComesOutIdentical() {
        for (String name : new String[] {"accounts", "tickets", "onboarding", "subscriptions"}) {
            JsonNode before;
            JsonNode after;
            int round = 0;
            do {
                // A process may still have something to say; then it was no comparison.
                before = caughtUp(name);
                mark(name);
                HttpResponse<String> answer = whole.http()
                        .command(
                                "/v1/admin/projections/" + name + "/replay",
                                admin,
                                "replay-" + name + "-" + round++,
                                "");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                after = caughtUp(name);
                assertThat(marked(name)).as("what stood there before is gone").isFalse();
            } while (before.path("head").asLong() != after.path("head").asLong());

            assertThat(after.path("hash").asString())
                    .isEqualTo(before.path("hash").asString());
            if (name.equals("accounts")) {
                assertThat(documents(name, new Document())).isGreaterThanOrEqualTo(5);
            }
        }
    }

    @Test
    void aRepeatedRequestReplaysOnce() {
        caughtUp("plans");
        HttpResponse<String> first =
                whole.http().command("/v1/admin/projections/plans/replay", admin, "replay-plans", "");
        caughtUp("plans");
        mark("plans");

        HttpResponse<String> second =
                whole.http().command("/v1/admin/projections/plans/replay", admin, "replay-plans", "");

        assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(marked("plans")).isTrue();
        assertThat(whole.http()
                        .command("/v1/admin/projections/campaigns/replay", admin, "replay-plans", "")
                        .statusCode())
                .isEqualTo(422);
        unmark("plans");
    }

    @Test
    void needsThePermissionAndAStrongLogin() {
        String path = "/v1/admin/projections/plans/replay";
        assertThat(whole.http()
                        .command(path, whole.http().token("admin"), "weak", "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(whole.http()
                        .command(path, whole.http().token("support"), "support", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(whole.http()
                        .command("/v1/admin/projections/nothing/replay", admin, "nothing", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(whole.http()
                        .get("/v1/admin/projections", whole.http().token("support"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anEventThatCannotBeHandledHoldsNobodyUp() {
        registered(admin, PoisonedProjection.POISON);
        registered(admin, "after-the-poison");
        JsonNode poisoned = caughtUp(PoisonedProjection.NAME);

        assertThat(shows("after-the-poison")).isTrue();
        assertThat(shows(PoisonedProjection.POISON)).isFalse();
        assertThat(poisoned.path("state").asString()).isEqualTo("RUNNING");
        assertThat(poisoned.path("deadLetters").asLong()).isEqualTo(1);
        JsonNode letter = read("/v1/admin/projections/poisoned/dead-letters")
                .path("items")
                .path(0);
        assertThat(letter.path("eventType").asString()).isEqualTo("AccountRegistered");
        assertThat(letter.path("aggregateId").asString()).isEqualTo(PoisonedProjection.POISON);
        assertThat(letter.path("cause").asString())
                .contains("IllegalStateException")
                .doesNotContain("example.com");
        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        HttpResponse<String> others =
                whole.http().get("/v1/admin/projections/poisoned/dead-letters", whole.other("elsewhere", "admin", 600));
        assertThat(json(others).path("items")).isEmpty();

        retry("first");
        assertThat(read("/v1/admin/projections/poisoned/dead-letters")
                        .path("items")
                        .path(0)
                        .path("attempts")
                        .asInt())
                .isEqualTo(2);
        whole.http().bean(AtomicBoolean.class).set(true);
        retry("second");

        assertThat(shows(PoisonedProjection.POISON)).isTrue();
        assertThat(read("/v1/admin/projections/poisoned/dead-letters").path("items"))
                .isEmpty();
    }

    @Test
    void anEventThatIsGivenUpWaitsNoMore() {
        registered(admin, PoisonedProjection.FOR_GOOD);
        caughtUp(PoisonedProjection.NAME);
        String path = "/v1/admin/projections/poisoned/dead-letters";
        String letter = read(path)
                .path("items")
                .valueStream()
                .filter(item -> item.path("aggregateId").asString().equals(PoisonedProjection.FOR_GOOD))
                .map(item -> item.path("deadLetterId").asString())
                .findFirst()
                .orElseThrow();
        assertThat(documents(PoisonedProjection.NAME, new Document("_id", "demo/" + PoisonedProjection.FOR_GOOD)))
                .as("no part of its change")
                .isZero();

        HttpResponse<String> discarded =
                whole.http().command(path + "/" + letter + "/discard", admin, "discard-" + letter, "");

        assertThat(discarded.statusCode()).as(discarded.body()).isEqualTo(202);
        assertThat(read(path).path("items"))
                .noneMatch(item -> item.path("deadLetterId").asString().equals(letter));
        assertThat(whole.http()
                        .command(path + "/" + letter + "/discard", admin, "discard-again-" + letter, "")
                        .statusCode())
                .isEqualTo(404);
    }

    private static void retry(String key) {
        HttpResponse<String> answer =
                whole.http().command("/v1/admin/projections/poisoned/dead-letters/retry", admin, "retry-" + key, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static boolean shows(String accountId) {
        return documents(PoisonedProjection.NAME, new Document("accountId", accountId)) == 1;
    }

    /** A document that no event made: a view that begins anew has it no more. */
    private static void mark(String view) {
        whole.http().bean(MongoOperations.class).getCollection(view).insertOne(new Document("_id", "mark"));
    }

    private static boolean marked(String view) {
        return documents(view, new Document("_id", "mark")) == 1;
    }

    private static void unmark(String view) {
        whole.http().bean(MongoOperations.class).getCollection(view).deleteOne(new Document("_id", "mark"));
    }

    private static long documents(String view, Document filter) {
        return whole.http().bean(MongoOperations.class).getCollection(view).countDocuments(filter);
    }

    /** The projection once it has seen every event and replays no more. */
    private static JsonNode caughtUp(String name) {
        Predicate<JsonNode> done = projection -> projection.path("lag").asLong() == 0
                && projection.path("state").asString().equals("RUNNING")
                && projection.path("position").asLong() > 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode projection = read("/v1/admin/projections/" + name);
        while (!done.test(projection)) {
            assertThat(System.nanoTime()).as(projection.toString()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            projection = read("/v1/admin/projections/" + name);
        }
        return projection;
    }

    private static JsonNode read(String path) {
        HttpResponse<String> answer = whole.http().get(path, admin);
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
}
