package dev.cauce.application.audit;

import static dev.cauce.application.RunningApplication.JSON;
import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.rest.contract.Contract;
import dev.cauce.rest.contract.Operation;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The history, read over HTTP from the whole application. */
@ExtendWith(WholeApplication.class)
class AuditIT {

    private static final Contract CONTRACT = Contract.load();

    private static Whole whole;
    private static String admin;
    private static String auditor;
    private static String stranger;

    @BeforeAll
    static void register(Whole running) {
        whole = running;
        admin = whole.http().token("admin");
        auditor = whole.http().token("auditor");
        stranger = whole.other("elsewhere", "admin", 600);
        for (int number = 1; number <= 3; number++) {
            registered(admin, "audited-" + number);
        }
        registered(stranger, "audited-1");
        assertThat(whole.http()
                        .command(
                                "/v1/accounts/audited-1/suspension",
                                admin,
                                "suspend-audited-1",
                                "{\"reason\":\"PAYMENT_OVERDUE\"}")
                        .statusCode())
                .isBetween(200, 202);
    }

    private static void registered(String token, String accountId) {
        HttpResponse<String> answer = whole.http()
                .command(
                        "/v1/accounts", token, "register-" + accountId, """
                {"accountId":"%s","companyName":"Acme %s","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"SIGN_UP"}""".formatted(accountId, accountId, accountId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void tellsTheHistoryOfAnAccountInOrder() {
        HttpResponse<String> answer = read("/v1/accounts/audited-1/history", auditor);

        JsonNode items = json(answer).path("items");
        assertThat(items.path(0).path("type").asString()).isEqualTo("AccountRegistered");
        assertThat(items.path(0).path("payload").path("companyName").asString()).isEqualTo("Acme audited-1");
        assertThat(types(items)).contains("AccountSuspended");
        assertThat(StreamSupport.stream(items.spliterator(), false)
                        .map(item -> item.path("sequence").asLong()))
                .isSorted()
                .startsWith(0L, 1L);
    }

    @Test
    void filtersByKindTypeAndTime() {
        JsonNode registrations = json(read("/v1/audit/events?aggregateType=account&type=AccountRegistered", auditor))
                .path("items");

        assertThat(types(registrations)).containsOnly("AccountRegistered").hasSizeGreaterThanOrEqualTo(3);
        String from = registrations.path(1).path("recordedAt").asString();
        JsonNode later = json(read(
                        "/v1/audit/events?type=AccountRegistered&from=" + from + "&to=2100-01-01T00:00:00Z", auditor))
                .path("items");
        assertThat(later).hasSize(registrations.size() - 1);
        assertThat(json(read("/v1/audit/events?to=2000-01-01T00:00:00Z", auditor))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(read(
                    "/v1/audit/events?aggregateType=account&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                    auditor));
            page.path("items").forEach(item -> paged.add(item.path("eventId").asString()));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        List<String> whole = lines("/v1/audit/events?aggregateType=account", auditor).stream()
                .map(line -> line.path("id").asString())
                .toList();
        assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4).isEqualTo(whole);
    }

    @Test
    void writesACloudEventALine() {
        JsonNode line = lines("/v1/audit/events?aggregateType=account&aggregateId=audited-1", auditor)
                .getFirst();

        assertThat(line.path("specversion").asString()).isEqualTo("1.0");
        assertThat(line.path("type").asString()).isEqualTo("dev.cauce.AccountRegistered");
        assertThat(line.path("source").asString()).isEqualTo("/cauce/account");
        assertThat(line.path("subject").asString()).isEqualTo("audited-1");
        assertThat(line.path("tenantid").asString()).isEqualTo("demo");
        assertThat(line.propertyNames()).allMatch(name -> name.matches("[a-z0-9]{1,20}"));
        assertThat(line.path("data").path("accountId").asString()).isEqualTo("audited-1");
    }

    @Test
    void neverShowsAnotherTenantsEvents() {
        assertThat(lines("/v1/audit/events", stranger))
                .isNotEmpty()
                .allMatch(line -> line.path("tenantid").asString().equals("elsewhere")
                        && line.path("data").path("tenantId").asString().equals("elsewhere"));
        assertThat(lines("/v1/audit/events", auditor))
                .allMatch(line -> line.path("data").path("tenantId").asString().equals("demo"));
        assertThat(json(read("/v1/accounts/audited-1/history", stranger)).path("items"))
                .allMatch(
                        item -> item.path("payload").path("tenantId").asString().equals("elsewhere"));
        assertThat(whole.http().get("/v1/accounts/audited-2/history", stranger).statusCode())
                .isEqualTo(404);
        // Nor does an id that looks like the way to another tenant lead there.
        assertThat(json(read("/v1/audit/events?aggregateType=account&aggregateId=../demo/account/audited-2", stranger))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void leavesATraceOfReadingAndOfBeingDenied() {
        HttpResponse<String> denied =
                whole.http().get("/v1/audit/events", whole.http().token("marketing"));
        assertThat(denied.statusCode()).isEqualTo(403);
        read("/v1/accounts/audited-3/history", auditor);

        JsonNode denials = json(read("/v1/audit/events?type=AccessDenied&limit=100", auditor))
                .path("items");
        assertThat(denials)
                .anySatisfy(
                        entry -> assertThat(entry.path("payload").path("what").asString())
                                .isEqualTo("listAuditEvents"));
        JsonNode reads = json(read("/v1/audit/events?source=ACCESS&type=PersonalDataRead&limit=100", auditor))
                .path("items");
        assertThat(reads)
                .anySatisfy(
                        entry -> assertThat(entry.path("payload").path("what").asString())
                                .isEqualTo("listAccountHistory"));
        assertThat(lines("/v1/audit/events?source=ACCESS", stranger))
                .noneMatch(entry -> entry.path("data").path("what").asString().equals("listAccountHistory")
                        && entry.path("tenantid").asString().equals("demo"));
    }

    @Test
    void showsIdempotencyKeysOnlyWhenAskedFor() {
        assertThat(types(json(read("/v1/audit/events?limit=100", auditor)).path("items")))
                .doesNotContain("RequestAnswered");
        assertThat(types(json(read("/v1/audit/events?aggregateType=request", auditor))
                        .path("items")))
                .isNotEmpty()
                .containsOnly("RequestAnswered");
    }

    @Test
    void refusesWhatIsNoCursorAndNoTime() {
        assertThat(whole.http().get("/v1/audit/events?cursor=bm9uZQ", auditor).statusCode())
                .isEqualTo(400);
        assertThat(ndjson("/v1/audit/events?from=yesterday", auditor).statusCode())
                .isEqualTo(400);
        assertThat(ndjson("/v1/audit/events", whole.http().token("marketing")).statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> read(String path, String token) {
        HttpResponse<String> answer = whole.http().get(path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Operation operation =
                CONTRACT.operation("GET", path.replaceFirst("\\?.*", "")).orElseThrow();
        assertThat(CONTRACT.violations(
                        operation,
                        200,
                        java.util.Map.of(),
                        answer.headers().firstValue("Content-Type").orElse(null),
                        answer.body()))
                .isEmpty();
        return answer;
    }

    private static List<JsonNode> lines(String path, String token) {
        HttpResponse<String> answer = ndjson(path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        return answer.body().lines().map(JSON::readTree).toList();
    }

    private static HttpResponse<String> ndjson(String path, String token) {
        return whole.http()
                .send(whole.http()
                        .request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/x-ndjson")
                        .build());
    }

    private static List<String> types(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("type").asString())
                .toList();
    }
}
