package dev.cauce.application.generation;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** No query fails, or sees a view empty or in part, while it is built anew, switched to, and switched back. */
@ExtendWith(WholeApplication.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
abstract class RebuildUnderLoad {

    private static final String TENANT = "rebuilt-under-load";

    private RunningApplication http;
    private Administration administration;
    private String token;

    abstract int queriesPerSecond();

    abstract int accounts();

    @BeforeAll
    void begin(Whole whole) {
        http = whole.http();
        administration = new Administration(http, whole.strongAdmin());
        token = whole.other(TENANT, "admin", 3600);
        for (int number = 0; number < accounts(); number++) {
            register("under-load-" + number);
        }
        administration.await("accounts", now -> now.path("lag").asLong() == 0);
    }

    private String register(String accountId) {
        HttpResponse<String> answer = http.command(
                "/v1/accounts", token, "register-" + accountId, """
                {"accountId":"%s","companyName":"Acme %s","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"IMPORT"}""".formatted(accountId, accountId, accountId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Cauce-Position").orElseThrow();
    }

    @Test
    void noQueryNoticesAnything() {
        int first = administration.read("accounts").path("generation").asInt();
        AtomicInteger written = new AtomicInteger();
        QueryLoad.Result result;
        try (QueryLoad load = new QueryLoad(queriesPerSecond(), number -> ask(number, written))) {
            for (int round = 0; round < 2; round++) {
                administration.accepted("accounts", "rebuild", "{}");
                JsonNode rebuilt = administration.await(
                        "accounts",
                        now -> !now.has("rebuild") && now.path("generation").asInt() > first);
                assertThat(rebuilt.path("comparison").path("identical").asBoolean())
                        .as(rebuilt.toString())
                        .isTrue();
                int newest = rebuilt.path("generation").asInt();
                administration.awaitServed("accounts", newest);
                administration.accepted("accounts", "rollback", "");
                int back = administration
                        .await("accounts", now -> now.path("generation").asInt() != newest)
                        .path("generation")
                        .asInt();
                administration.awaitServed("accounts", back);
                administration.accepted("accounts", "generations/" + newest + "/drop", "");
            }
            result = load.result();
        }
        System.out.printf(
                "%d queries, %.0f/s held of %d/s wanted, slowest %d ms, %d accounts written meanwhile, %d failed%n",
                result.asked(),
                result.perSecond(),
                queriesPerSecond(),
                result.slowest().toMillis(),
                written.get(),
                result.failed());
        assertThat(result.failures()).isEmpty();
        assertThat(result.asked()).isGreaterThan(queriesPerSecond());
        assertThat(written).as("writes went on").hasPositiveValue();
    }

    private @Nullable String ask(long number, AtomicInteger written) {
        if (number % 25 == 24) {
            String accountId = "meanwhile-" + http.port() + "-" + number;
            String position = register(accountId);
            written.incrementAndGet();
            String wrong = wrong(readAt(accountId, position), accountId);
            return wrong == null ? null : wrong + " at " + position + ", " + positions();
        }
        if (number % 2 == 0) {
            String accountId = "under-load-" + number % accounts();
            return wrong(http.get("/v1/accounts/" + accountId, token), accountId);
        }
        HttpResponse<String> page = http.get("/v1/accounts?sort=registeredAt&limit=" + accounts(), token);
        int shown = page.statusCode() == 200 ? json(page).path("items").size() : -1;
        return shown == accounts() ? null : "a list of " + shown + ": " + page.statusCode() + " " + page.body();
    }

    /** Where each generation is, for whoever has to find out why one was behind. */
    private String positions() {
        Rebuilds rebuilds = http.bean(Rebuilds.class);
        Generations known = rebuilds.known("accounts");
        return known.all().stream()
                .map(each -> each.number() + (each.number() == known.served() ? " (served)" : "") + ": "
                        + rebuilds.position("accounts", each.number()))
                .collect(Collectors.joining(", ", "generations ", ""));
    }

    private HttpResponse<String> readAt(String accountId, String position) {
        return http.send(http.request("/v1/accounts/" + accountId)
                .header("Authorization", "Bearer " + token)
                .header("Cauce-Position", position)
                .build());
    }

    private static @Nullable String wrong(HttpResponse<String> answer, String accountId) {
        return answer.statusCode() == 200 && answer.body().contains("\"" + accountId + "\"")
                ? null
                : accountId + ": " + answer.statusCode() + " " + answer.body();
    }
}
