package dev.cauce.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.identity.TokenForge;
import dev.cauce.application.webhook.StandInEndpoint.Told;
import dev.cauce.platform.time.BusinessClock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Webhooks from a command to an endpoint that takes them, fails, hangs, redirects or is gone. */
class WebhooksIT {

    private static final String[] SETTINGS = {"cauce.webhooks.development=true", "cauce.webhooks.pause=50ms"};

    @TempDir
    private static Path data;

    private static RunningApplication http;
    private static String admin;
    private static BusinessClock clock;

    @BeforeAll
    static void start() {
        begin();
    }

    private static void begin() {
        http = RunningApplication.startWhole(data, List.of(), SETTINGS);
        admin = http.token("admin");
        clock = http.bean(BusinessClock.class);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String register(String id, StandInEndpoint endpoint, String... types) {
        HttpResponse<String> answer = http.command("/v1/webhook-endpoints", admin, "register-" + id, """
                {"endpointId":"%s","url":"%s","eventTypes":["%s"]}""".formatted(
                        id, endpoint.url(), String.join("\",\"", types)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningApplication.json(answer).path("secret").asString("");
    }

    private static void account(String id) {
        HttpResponse<String> answer = http.command("/v1/accounts", admin, "account-" + id, """
                {"accountId":"%s","companyName":"Secret Name","contactName":"Ann Person","email":"%s@example.com",
                 "timeZone":"UTC","origin":"IMPORT"}""".formatted(id, id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void act(String id, String what) {
        String body = what.equals("suspension") ? "{\"reason\":\"TEST\"}" : "";
        HttpResponse<String> answer = http.command("/v1/accounts/" + id + "/" + what, admin, id + what, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void command(String path, String key, String body) {
        HttpResponse<String> answer = http.command(path, admin, key, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static Predicate<Told> about(String account) {
        return told -> told.body().contains("\"accountId\":\"" + account + "\"");
    }

    private static List<String> types(List<Told> told) {
        return told.stream()
                .map(each -> RunningApplication.JSON
                        .readTree(each.body())
                        .path("type")
                        .asString())
                .toList();
    }

    private static JsonNode log(String id) {
        HttpResponse<String> answer = http.get("/v1/webhook-endpoints/" + id + "/messages", admin);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningApplication.json(answer).path("items");
    }

    private static JsonNode endpoint(String id) {
        return RunningApplication.json(http.get("/v1/webhook-endpoints/" + id, admin));
    }

    private static void until(String what, java.util.function.BooleanSupplier holds) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean attempted(String id, int attempts) {
        if (http.get("/v1/webhook-endpoints/" + id, admin).statusCode() == 404) {
            return false;
        }
        JsonNode items = log(id);
        return !items.isEmpty() && items.path(items.size() - 1).path("attempts").size() >= attempts;
    }

    private static String signature(String secret, Told told) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(mac.doFinal((told.id() + "." + told.timestamp() + "." + told.body())
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static void later(Duration by) {
        clock.set(clock.instant().plus(by));
    }

    @Test
    void tellsWhoSubscribesSignedOnceAndNothingPersonal() throws GeneralSecurityException {
        try (StandInEndpoint all = new StandInEndpoint();
                StandInEndpoint some = new StandInEndpoint()) {
            String secret = register("told-all", all, "account.*");
            register("told-some", some, "account.suspended", "invoice.*");
            account("hook-1");
            act("hook-1", "suspension");

            Told registered = all.await(2, about("hook-1")).getFirst();
            assertThat(types(all.await(2, about("hook-1")))).containsExactly("account.registered", "account.suspended");
            assertThat(types(some.await(1, about("hook-1")))).containsExactly("account.suspended");

            assertThat(secret).startsWith("whsec_");
            assertThat(registered.signature()).isEqualTo(signature(secret, registered));
            assertThat(registered.id()).matches("msg_[A-Za-z0-9_-]{43}");
            JsonNode envelope = RunningApplication.JSON.readTree(registered.body());
            assertThat(envelope.propertyNames()).containsExactly("type", "timestamp", "data");
            assertThat(envelope.path("data").path("origin").asString()).isEqualTo("IMPORT");
            assertThat(registered.body())
                    .doesNotContain("Secret Name", "Ann Person", "example.com", "tenantId", "demo", "ingerprint");
            until(
                    "delivered",
                    () -> log("told-all").path(1).path("status").asString().equals("DELIVERED"));
            JsonNode attempt = log("told-all").path(1).path("attempts").path(0);
            assertThat(attempt.path("status").asInt()).isEqualTo(204);
        }
    }

    @Test
    void aMessageThatFailsHoldsBackThoseOfItsStreamAlone() {
        try (StandInEndpoint bad = new StandInEndpoint();
                StandInEndpoint good = new StandInEndpoint()) {
            AtomicBoolean broken = new AtomicBoolean(true);
            bad.answers(told -> broken.get() && about("hook-2").test(told) ? 500 : 204);
            register("order-bad", bad, "account.*");
            register("order-good", good, "account.*");
            account("hook-2");
            act("hook-2", "suspension");
            account("hook-3");
            act("hook-3", "suspension");

            assertThat(types(bad.await(2, about("hook-3")))).containsExactly("account.registered", "account.suspended");
            assertThat(types(good.await(2, about("hook-2"))))
                    .containsExactly("account.registered", "account.suspended");
            until("failed once", () -> attempted("order-bad", 1));
            assertThat(types(bad.told(about("hook-2")))).containsOnly("account.registered");

            broken.set(false);
            int before = bad.told(about("hook-2")).size();
            later(Duration.ofSeconds(6));
            List<Told> told = bad.await(before + 2, about("hook-2"));
            assertThat(types(told)).endsWith("account.registered", "account.suspended");
            assertThat(told.getLast().id()).isNotEqualTo(told.getFirst().id());
            // Tried again under the id that it had, and not sooner than is due.
            assertThat(told.subList(0, before + 1).stream().map(Told::id).distinct())
                    .hasSize(1);
            assertThat(before).isEqualTo(1);
        }
    }

    @Test
    void oneThatHangsHoldsUpNobodyElse() {
        try (StandInEndpoint hanging = new StandInEndpoint();
                StandInEndpoint other = new StandInEndpoint()) {
            hanging.answers(told -> StandInEndpoint.HANGS);
            register("hang-1", hanging, "account.registered");
            register("hang-2", other, "account.registered");
            for (int i = 0; i < 40; i++) {
                account("hanging-" + i);
            }

            other.await(40, told -> told.body().contains("\"hanging-"));
            // Of one endpoint no more than four are under way.
            assertThat(hanging.told()).hasSizeBetween(1, 4);
            command("/v1/webhook-endpoints/hang-1/removal", "hang-removal", "");
        }
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() {
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            endpoint.answers(told -> 307);
            register("redirects", endpoint, "account.registered");
            account("hook-4");

            endpoint.await(1, about("hook-4"));
            until("failed", () -> attempted("redirects", 1));
            assertThat(endpoint.told(told -> told.path().equals("/elsewhere"))).isEmpty();
            JsonNode attempt = log("redirects").path(0).path("attempts").path(0);
            assertThat(attempt.path("status").asInt()).isEqualTo(307);
            assertThat(attempt.path("excerpt").asString()).isEqualTo("no, thank you");
            assertThat(log("redirects").path(0).path("status").asString()).isEqualTo("PENDING");
            // Who asks for it need not wait until it is due.
            clock.set(clock.instant());
            endpoint.answers(told -> 204);
            command(
                    "/v1/webhook-endpoints/redirects/replay",
                    "redirects-replay",
                    "{\"messageId\":\"" + endpoint.told().getFirst().id() + "\"}");
            endpoint.await(2, about("hook-4"));
        }
    }

    @Test
    void oneThatIsGoneIsDisabledAtOnceAndToldAgainByReplayOnceItIsBack() {
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            endpoint.answers(told -> 410);
            register("gone", endpoint, "account.*");
            account("hook-5");
            act("hook-5", "suspension");

            until(
                    "disabled",
                    () -> endpoint("gone").path("disabling").asString("").equals("GONE"));
            assertThat(endpoint("gone").path("status").asString()).isEqualTo("DISABLED");
            account("hook-6");
            HttpResponse<String> refused = http.command("/v1/webhook-endpoints/gone/test", admin, "gone-test", "");
            assertThat(refused.body()).contains("WEBHOOK_ENDPOINT_DISABLED");

            endpoint.answers(told -> 204);
            command("/v1/webhook-endpoints/gone/enabling", "gone-enabling", "");
            int before = endpoint.told(about("hook-5")).size();
            assertThat(endpoint.told(about("hook-6"))).isEmpty();
            command(
                    "/v1/webhook-endpoints/gone/replay",
                    "gone-replay",
                    "{\"since\":\"%s\"}".formatted(clock.instant().minus(Duration.ofHours(1))));
            List<Told> again = endpoint.await(before + 2, about("hook-5"));
            assertThat(types(again.subList(before, before + 2)))
                    .containsExactly("account.registered", "account.suspended");
            // The same event is the same message.
            assertThat(again.get(before).id()).isEqualTo(again.getFirst().id());
            endpoint.await(1, about("hook-6"));
        }
    }

    @Test
    void oneMessageIsSentAgainAndATestGoesToItsEndpointAlone() {
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            register("again", endpoint, "account.registered");
            account("hook-7");
            Told first = endpoint.await(1, about("hook-7")).getFirst();
            until(
                    "delivered",
                    () -> log("again").path(0).path("status").asString().equals("DELIVERED"));

            command("/v1/webhook-endpoints/again/replay", "again-one", "{\"messageId\":\"" + first.id() + "\"}");
            List<Told> both = endpoint.await(2, about("hook-7"));
            assertThat(both.getLast().id()).isEqualTo(first.id());
            assertThat(both.getLast().body()).isEqualTo(first.body());

            command("/v1/webhook-endpoints/again/test", "again-test", "");
            assertThat(types(endpoint.await(1, told -> told.body().contains("webhook.test"))))
                    .containsExactly("webhook.test");

            long position = log("again").path(1).path("position").asLong();
            command("/v1/webhook-endpoints/again/replay", "again-from", "{\"fromPosition\":" + position + "}");
            assertThat(endpoint.await(3, about("hook-7"))).hasSize(3);
        }
    }

    @Test
    void aSecretThatWasReplacedSignsTooForADay() throws GeneralSecurityException {
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            String old = register("rotates", endpoint, "account.registered");
            HttpResponse<String> rotated =
                    http.command("/v1/webhook-endpoints/rotates/secret-rotation", admin, "rotates-1", "");
            String fresh = RunningApplication.json(rotated).path("secret").asString();
            assertThat(fresh).startsWith("whsec_").isNotEqualTo(old);
            HttpResponse<String> repeated =
                    http.command("/v1/webhook-endpoints/rotates/secret-rotation", admin, "rotates-1", "");
            assertThat(repeated.statusCode()).isEqualTo(200);
            assertThat(repeated.body()).doesNotContain("whsec_");

            account("hook-8");
            Told both = endpoint.await(1, about("hook-8")).getFirst();
            assertThat(both.signature()).isEqualTo(signature(fresh, both) + " " + signature(old, both));
            later(Duration.ofHours(25));
            account("hook-9");
            Told one = endpoint.await(1, about("hook-9")).getFirst();
            assertThat(one.signature()).isEqualTo(signature(fresh, one));
        }
    }

    @Test
    void oneThatTakesNothingForLongIsDisabled() {
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            endpoint.answers(told -> 503);
            register("failing", endpoint, "account.registered");
            account("hook-10");
            until("failed", () -> attempted("failing", 1));
            for (int attempt = 2; !endpoint("failing").path("status").asString().equals("DISABLED"); attempt++) {
                assertThat(attempt).isLessThan(12);
                int wanted = attempt;
                later(Duration.ofHours(27));
                until(
                        "attempt " + attempt,
                        () -> attempted("failing", wanted)
                                || endpoint("failing").path("status").asString().equals("DISABLED"));
            }
            assertThat(endpoint("failing").path("disabling").asString()).isEqualTo("FAILING");
            assertThat(log("failing").path(0).path("status").asString()).isEqualTo("FAILED");
        }
    }

    @Test
    void anotherTenantSeesNothingAndIsToldNothing() {
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            String other = TokenForge.of(http.bean(SigningKeys.class), "http://127.0.0.1:0")
                    .token(claims -> claims.claim("tenant", "elsewhere").claim("roles", List.of("admin")));
            HttpResponse<String> made =
                    http.command("/v1/webhook-endpoints", other, "elsewhere-1", """
                    {"endpointId":"elsewhere","url":"%s","eventTypes":["*"]}""".formatted(endpoint.url()));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            try (StandInEndpoint own = new StandInEndpoint()) {
                register("own", own, "account.registered");
                account("hook-11");
                own.await(1, about("hook-11"));
            }

            assertThat(endpoint.told()).isEmpty();
            assertThat(http.get("/v1/webhook-endpoints/elsewhere", admin).statusCode())
                    .isEqualTo(404);
            assertThat(http.get("/v1/webhook-endpoints/elsewhere/messages", admin)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(http.get("/v1/webhook-endpoints", other).body()).doesNotContain("own\"");
        }
    }

    @Test
    void whatWaitsWhenItStopsIsToldAfterwardsOnceUnderItsId() {
        String id;
        int port;
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            port = endpoint.port();
            endpoint.answers(told -> 500);
            register("restart", endpoint, "account.*");
            account("hook-12");
            act("hook-12", "suspension");
            id = endpoint.await(1, about("hook-12")).getFirst().id();
            until("failed", () -> attempted("restart", 1));
        }
        Instant stopped = clock.instant();
        http.close();
        try (StandInEndpoint endpoint = new StandInEndpoint(port)) {
            begin();
            clock.set(stopped.plus(Duration.ofMinutes(6)));
            List<Told> told = endpoint.await(2, about("hook-12"));
            assertThat(types(told)).containsExactly("account.registered", "account.suspended");
            assertThat(told.getFirst().id()).isEqualTo(id);
            // Replays of views tell nobody anything.
            HttpResponse<String> replay = http.command(
                    "/v1/admin/projections/accounts/replay",
                    http.token("admin", "acr_values=urn:cauce:strong"),
                    "replayed",
                    "");
            assertThat(replay.statusCode()).as(replay.body()).isLessThan(300);
            account("hook-13");
            endpoint.await(1, about("hook-13"));
            assertThat(endpoint.told(about("hook-12"))).hasSize(2);
        }
    }

    @Test
    void aSecretIsNowhereInTheClear() throws java.io.IOException {
        List<String> secrets = new ArrayList<>();
        try (StandInEndpoint endpoint = new StandInEndpoint()) {
            secrets.add(register("hidden", endpoint, "account.registered"));
            assertThat(http.get("/v1/audit/events?type=WebhookEndpointRegistered", admin)
                            .body())
                    .contains("cauce:whs:1:")
                    .doesNotContain("whsec_");
            command("/v1/webhook-endpoints/hidden/test", "hidden-test", "");
            endpoint.await(1, told -> true);
        }
        byte[] raw = secrets.getFirst().substring("whsec_".length()).getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(new String(raw, StandardCharsets.ISO_8859_1)))
                        .as(file.toString().toLowerCase(Locale.ROOT))
                        .isFalse();
            }
        }
    }

    @Test
    void whatIsNoPublicAddressOrNoEventTypeIsRefused() {
        for (String url :
                List.of("http://10.0.0.1/", "https://169.254.169.254/", "https://2130706433/", "ftp://a.example/")) {
            HttpResponse<String> answer =
                    http.command("/v1/webhook-endpoints", admin, "refused-" + url, """
                    {"url":"%s","eventTypes":["account.*"]}""".formatted(url));
            assertThat(answer.statusCode()).as(url + answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("WEBHOOK_URL_REFUSED");
        }
        HttpResponse<String> unknown = http.command("/v1/webhook-endpoints", admin, "unknown-type", """
                {"url":"https://hooks.example.invalid/","eventTypes":["account.nonsense"]}""");
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(422);
        assertThat(unknown.body()).contains("WEBHOOK_EVENT_TYPE_UNKNOWN");
        assertThat(http.get("/v1/webhook-event-types", admin).body()).contains("invoice.paid", "webhook.test");
    }
}
