package dev.cauce.application.batch;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Many commands in one request: each as if it had come alone. */
@ExtendWith(WholeApplication.class)
class BatchIT {

    private static Whole whole;
    private static String workflow;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
        workflow = whole.http().token("workflow");
    }

    private static String account(String id) {
        return "{\"accountId\":\"" + id + "\",\"companyName\":\"" + id + "\",\"email\":\"" + id
                + "@example.com\",\"origin\":\"IMPORT\"}";
    }

    private static String request(String path, String key, String body) {
        return "{\"path\":\"" + path + "\",\"idempotencyKey\":\"" + key + "\",\"body\":" + body + "}";
    }

    private static String sequence(String... requests) {
        return "{\"requests\":[" + String.join(",", requests) + "]}";
    }

    private static HttpResponse<String> send(String token, String key, String... sequences) {
        return whole.http().command("/v1/batches", token, key, "{\"sequences\":[" + String.join(",", sequences) + "]}");
    }

    private static JsonNode answered(String key, String... sequences) {
        HttpResponse<String> answer = send(workflow, key, sequences);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("sequences");
    }

    @Test
    void eachRequestHasItsEffectAndItsAnswer() {
        HttpResponse<String> answer = send(
                workflow,
                "batch-1",
                sequence(
                        request("/v1/accounts", "b1-a", account("batch-one")),
                        request("/v1/accounts/batch-one/suspension", "b1-s", "{\"reason\":\"PAYMENT_OVERDUE\"}")),
                sequence(request("/v1/accounts", "b1-b", account("batch-two"))));

        JsonNode sequences = json(answer).path("sequences");
        assertThat(sequences.at("/0/answers/0/status").asInt()).isEqualTo(201);
        assertThat(sequences.at("/0/answers/0/location").asString()).isEqualTo("/v1/accounts/batch-one");
        assertThat(sequences.at("/0/answers/1/status").asInt()).isEqualTo(200);
        assertThat(sequences.at("/0/answers/1/body/status").asString()).isEqualTo("SUSPENDED");
        assertThat(sequences.at("/1/answers/0/body/accountId").asString()).isEqualTo("batch-two");
        String position = sequences.at("/1/answers/0/position").asString();
        assertThat(answer.headers().firstValue("Cauce-Position")).hasValue(position);
        HttpRequest read = whole.http()
                .request("/v1/accounts/batch-two")
                .header("Authorization", "Bearer " + workflow)
                .header("Cauce-Position", position)
                .build();
        assertThat(whole.http().send(read).statusCode()).isEqualTo(200);
    }

    @Test
    void aSequenceStopsWhereItIsRefusedAndTheOthersGoOn() {
        JsonNode sequences = answered(
                "batch-2",
                sequence(
                        request("/v1/accounts", "b2-a", "{\"accountId\":\"batch-bad\",\"origin\":\"IMPORT\"}"),
                        request("/v1/accounts/batch-bad/suspension", "b2-s", "{\"reason\":\"PAYMENT_OVERDUE\"}")),
                sequence(request("/v1/accounts", "b2-b", account("batch-good"))));

        assertThat(sequences.at("/0/answers").size()).isEqualTo(1);
        assertThat(sequences.at("/0/answers/0/status").asInt()).isEqualTo(400);
        assertThat(sequences.at("/0/answers/0/body/code").asString()).isEqualTo("INVALID_REQUEST");
        assertThat(sequences.at("/0/answers/0/body/errors").size()).isPositive();
        assertThat(sequences.at("/1/answers/0/status").asInt()).isEqualTo(201);
    }

    @Test
    void aKeyHoldsForARequestThatCameAloneAndForAnotherBatch() {
        String body = account("batch-again");
        assertThat(whole.http().command("/v1/accounts", workflow, "b3-a", body).statusCode())
                .isEqualTo(201);

        JsonNode again = answered("batch-3", sequence(request("/v1/accounts", "b3-a", body)));
        JsonNode other = answered("batch-3", sequence(request("/v1/accounts", "b3-a", account("batch-other"))));

        assertThat(again.at("/0/answers/0/replayed").asBoolean()).isTrue();
        assertThat(again.at("/0/answers/0/status").asInt()).isEqualTo(201);
        assertThat(other.at("/0/answers/0/body/code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void eachRequestNeedsItsOwnPermission() {
        JsonNode sequences = answered(
                "batch-4",
                sequence(request("/v1/accounts/acme/closure", "b4-a", "{\"reason\":\"CUSTOMER_REQUEST\"}")),
                sequence(request("/v1/admin/projections/accounts/replay", "b4-b", "{}")));

        assertThat(sequences.at("/0/answers/0/body/code").asString()).isEqualTo("PERMISSION_DENIED");
        assertThat(sequences.at("/1/answers/0/body/code").asString()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void whatIsNoCommandIsNotFound() {
        JsonNode sequences = answered(
                "batch-5",
                sequence(request("/v1/nowhere", "b5-a", "{}")),
                sequence(request("/v1/batches", "b5-b", "{\"sequences\":[]}")),
                sequence(request("/v1/models/churn", "b5-c", "{}")),
                sequence(request("/v1/accounts/../admin", "b5-d", "{}")));

        assertThat(sequences.at("/0/answers/0/status").asInt()).isEqualTo(404);
        assertThat(sequences.at("/1/answers/0/status").asInt()).isEqualTo(404);
        assertThat(sequences.at("/2/answers/0/status").asInt()).isEqualTo(405);
        assertThat(sequences.at("/3/answers/0/status").asInt()).isEqualTo(404);
    }

    @Test
    void moreThanAHundredAreRefusedBeforeAnyIsDone() {
        String[] sequences = IntStream.range(0, 101)
                .mapToObj(i -> sequence(request("/v1/accounts", "b6-" + i, account("batch-many-" + i))))
                .toArray(String[]::new);

        assertThat(send(workflow, "batch-6", sequences).statusCode()).isEqualTo(400);

        String two = IntStream.range(0, 51)
                .mapToObj(i -> request("/v1/accounts", "b6-" + i, account("batch-many-" + i)))
                .collect(Collectors.joining(","));
        HttpResponse<String> refused = send(workflow, "batch-7", sequence(two), sequence(two));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("detail").asString()).contains("102");
        assertThat(whole.http().get("/v1/accounts/batch-many-0", workflow).statusCode())
                .isEqualTo(404);
    }
}
