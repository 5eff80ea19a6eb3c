package dev.cauce.application.scenario;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.rest.contract.Contract;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer's way through the whole application, over HTTP. */
@ExtendWith(WholeApplication.class)
class ScenarioIT {

    private static final Contract CONTRACT = Contract.load();

    private static Whole whole;
    private static String admin;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
        admin = whole.http().token("admin");
    }

    private static String account(String id) {
        return """
                {"accountId":"%s","companyName":"Acme %s","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"SIGN_UP"}""".formatted(id, id, id);
    }

    private static HttpResponse<String> register(String id, String key) {
        return checked("POST", "/v1/accounts", whole.http().command("/v1/accounts", admin, key, account(id)));
    }

    private static HttpResponse<String> readAt(String path, String token, String position) {
        return checked(
                "GET",
                path,
                whole.http()
                        .send(whole.http()
                                .request(path)
                                .header("Authorization", "Bearer " + token)
                                .header("Cauce-Position", position)
                                .build()));
    }

    private static HttpResponse<String> checked(String method, String path, HttpResponse<String> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        assertThat(CONTRACT.violations(
                        CONTRACT.operation(method, path).orElseThrow(),
                        answer.statusCode(),
                        headers,
                        answer.headers().firstValue("Content-Type").orElse(null),
                        answer.body()))
                .as(answer.body())
                .isEmpty();
        return answer;
    }

    private static String position(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.headers().firstValue("Cauce-Position").orElseThrow();
    }

    @Test
    void readsWhatItWrote() {
        String position = position(register("scenario-read", "scenario-read"));

        HttpResponse<String> answer = readAt("/v1/accounts/scenario-read", admin, position);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("companyName").asString()).isEqualTo("Acme scenario-read");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        String position = position(register("scenario-hidden", "scenario-hidden"));

        assertThat(readAt("/v1/accounts/scenario-hidden", whole.other("elsewhere", "admin", 600), position)
                        .statusCode())
                .isEqualTo(404);
        assertThat(readAt("/v1/accounts/scenario-hidden", admin, position).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKeyMeansOneCommandForEver() {
        HttpResponse<String> first = register("scenario-key", "scenario-key");
        HttpResponse<String> again = register("scenario-key", "scenario-key");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(register("scenario-key-2", "scenario-key").statusCode()).isEqualTo(422);
    }

    @Test
    void fiftyAtOnceWithOneKeyRegisterOnce() {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 50)
                    .mapToObj(number ->
                            CompletableFuture.supplyAsync(() -> register("scenario-fifty", "scenario-fifty"), callers))
                    .toList();

            List<HttpResponse<String>> answers =
                    sent.stream().map(CompletableFuture::join).toList();

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
            assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        }
    }
}
