package dev.cauce.application.development;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.rest.contract.Contract;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The kept mails, and that an erasure reaches them and the history. */
@ExtendWith(WholeApplication.class)
@Timeout(120)
class OutboxIT {

    private static Whole whole;
    private static String admin;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
        admin = whole.strongAdmin();
    }

    @Test
    void forgetsWithThePerson() {
        assertThat(whole.http()
                        .command("/v1/accounts", admin, "register-forgotten", """
                        {"accountId":"forgotten","companyName":"Forgotten Ltd","email":"forgotten@example.com",
                         "timeZone":"Europe/Madrid","origin":"SIGN_UP"}""")
                        .statusCode())
                .isEqualTo(201);
        JsonNode mails = until(1);
        assertThat(mails.path(0).path("subject").asString()).contains("Forgotten Ltd");

        HttpResponse<String> erased = whole.http().command("/v1/accounts/forgotten/erasure", admin, "erase", "");
        assertThat(erased.statusCode()).as(erased.body()).isBetween(200, 202);

        until(0);
        HttpResponse<String> history = whole.http().get("/v1/accounts/forgotten/history", admin);
        assertThat(history.body())
                .doesNotContain("Forgotten Ltd", "forgotten@example.com")
                .contains("[redacted]");
        HttpResponse<String> lines = whole.http()
                .send(whole.http()
                        .request("/v1/audit/events")
                        .header("Authorization", "Bearer " + admin)
                        .header("Accept", "application/x-ndjson")
                        .build());
        assertThat(lines.body()).doesNotContain("Forgotten Ltd", "forgotten@example.com");
    }

    @Test
    void isNotForEverybody() {
        assertThat(whole.http()
                        .get("/v1/dev/outbox", whole.http().token("support"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> others = whole.http().get("/v1/dev/outbox", whole.other("without-mails", "admin", 600));
        assertThat(json(others).path("items")).isEmpty();
    }

    private static JsonNode until(int mails) {
        JsonNode found = mails();
        while (found.size() != mails) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            found = mails();
        }
        return found;
    }

    private static JsonNode mails() {
        HttpResponse<String> answer = whole.http().get("/v1/dev/outbox?to=forgotten@example.com", admin);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Contract.load()
                        .violations(
                                Contract.load()
                                        .operation("GET", "/v1/dev/outbox")
                                        .orElseThrow(),
                                200,
                                Map.of(),
                                answer.headers().firstValue("Content-Type").orElse(null),
                                answer.body()))
                .isEmpty();
        return json(answer).path("items");
    }
}
