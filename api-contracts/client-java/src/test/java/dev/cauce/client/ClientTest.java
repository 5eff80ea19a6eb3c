package dev.cauce.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.cauce.client.api.AccountsApi;
import dev.cauce.client.api.AuditApi;
import dev.cauce.client.model.AccountReference;
import dev.cauce.client.model.AuditEvent;
import dev.cauce.client.model.Origin;
import dev.cauce.client.model.RegisterAccountRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The generated client against a server that keeps what it was sent and answers what it was told. */
class ClientTest {

    private record Sent(String method, URI uri, Headers headers, String body) {}

    private HttpServer server;
    private volatile Sent sent;
    private volatile int status = 200;
    private volatile String contentType = "application/json";
    private volatile String answer = "{}";

    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sent = new Sent(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.getResponseHeaders().set("Cauce-Position", "17");
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + server.getAddress().getPort());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer token-1"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsACommandAsTheContractSays() throws ApiException {
        status = 201;
        answer = "{\"accountId\":\"acme\",\"status\":\"ACTIVE\"}";
        RegisterAccountRequest request = new RegisterAccountRequest()
                .companyName("Acme Robotics")
                .email("ana@acme.example")
                .origin(Origin.IMPORT)
                .customerSince(Instant.parse("2024-02-01T00:00:00Z"))
                .attributes(Map.of("industry", "robotics"));

        ApiResponse<AccountReference> response = new AccountsApi(client).registerAccountWithHttpInfo("key-1", request);

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getData().getAccountId()).isEqualTo("acme");
        assertThat(response.getHeaders()).containsKey("cauce-position");
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.uri()).hasToString("/v1/accounts");
        assertThat(sent.headers().getFirst("Idempotency-Key")).isEqualTo("key-1");
        assertThat(sent.headers().getFirst("Authorization")).isEqualTo("Bearer token-1");
        assertThat(JsonMapper.shared().readTree(sent.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"companyName": "Acme Robotics", "email": "ana@acme.example", "origin": "IMPORT", "timeZone": "UTC",
                 "customerSince": "2024-02-01T00:00:00Z", "attributes": {"industry": "robotics"}}"""));
    }

    @Test
    void sendsFiltersAndReadsTimesAndFreePayloads() throws ApiException {
        answer = """
                {"items": [{"eventId": "e-1", "type": "EmailVerified", "revision": "1", "position": 17,
                  "recordedAt": "2026-03-02T09:20:00.123456Z", "effectiveAt": "2026-03-02T10:20:00+01:00",
                  "actor": "user-12@console", "correlationId": "c-1", "causationId": "c-1", "commandId": "c-1",
                  "payload": {"accountId": "acme", "anything": {"nested": true}}, "added": "later"}]}""";

        AuditEvent event = new AuditApi(client)
                .listAuditEvents(
                        null, "account", "acme/1", null, Instant.parse("2026-03-01T00:00:00Z"), null, null, 100, "17")
                .getItems()
                .getFirst();

        assertThat(sent.uri())
                .hasToString("/v1/audit/events?aggregateType=account&aggregateId=acme%2F1"
                        + "&from=2026-03-01T00%3A00%3A00Z&limit=100");
        assertThat(sent.headers().getFirst("Cauce-Position")).isEqualTo("17");
        assertThat(event.getRecordedAt()).isEqualTo("2026-03-02T09:20:00.123456Z");
        assertThat(event.getEffectiveAt()).isEqualTo("2026-03-02T09:20:00Z");
        assertThat(event.getPayload()).containsEntry("anything", Map.of("nested", true));
    }

    @Test
    void keepsAnIdInItsPlaceInThePath() throws ApiException {
        answer = "{\"accountId\":\"x\"}";

        new AccountsApi(client).reactivateAccount("../admin?x=1", "key-1", null);

        assertThat(sent.uri().getRawPath()).isEqualTo("/v1/accounts/..%2Fadmin%3Fx%3D1/reactivation");
    }

    @Test
    void throwsAProblemWithItsStatusAndBody() {
        status = 409;
        contentType = "application/problem+json";
        answer = "{\"status\":409,\"code\":\"EMAIL_TAKEN\"}";

        assertThatThrownBy(() -> new AccountsApi(client).reactivateAccount("acme", "key-1", null))
                .isInstanceOfSatisfying(ApiException.class, failure -> {
                    assertThat(failure.getCode()).isEqualTo(409);
                    assertThat(failure.getResponseBody()).contains("EMAIL_TAKEN");
                });
    }
}
