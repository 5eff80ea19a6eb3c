package dev.cauce.application.directory;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.rest.contract.Contract;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Tenants, users and API clients made by commands, and what the issuer makes of them. */
@ExtendWith(WholeApplication.class)
class IdentityIT {

    private static final Contract CONTRACT = Contract.load();

    private static Whole whole;
    private static String admin;
    private static String operator;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
        admin = whole.strongAdmin();
        operator = whole.http().token("operator", "acr_values=urn:cauce:strong");
    }

    private static JsonNode done(String path, String token, String key, String body) {
        HttpResponse<String> answer = sent(path, token, key, body);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 202);
        return json(answer);
    }

    private static HttpResponse<String> sent(String path, String token, String key, String body) {
        HttpResponse<String> answer = whole.http().command(path, token, key, body);
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        assertThat(CONTRACT.violations(
                        CONTRACT.operation("POST", path).orElseThrow(),
                        answer.statusCode(),
                        headers,
                        answer.headers().firstValue("Content-Type").orElse(null),
                        answer.body()))
                .as(answer.body())
                .isEmpty();
        return answer;
    }

    private static String client(String id, String roles, String more) {
        return done(
                        "/v1/api-clients",
                        admin,
                        "make-" + id,
                        "{\"apiClientId\":\"" + id + "\",\"name\":\"" + id + "\",\"roles\":[" + roles + "]" + more
                                + "}")
                .path("clientSecret")
                .asString();
    }

    private static HttpResponse<String> askForToken(String clientId, String secret, String... parameters) {
        return whole.http().askForToken(clientId, secret, parameters);
    }

    private static String token(String clientId, String secret, String... parameters) {
        HttpResponse<String> answer = askForToken(clientId, secret, parameters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("access_token").asString();
    }

    private static int listAccounts(String token) {
        return whole.http().get("/v1/accounts?limit=1", token).statusCode();
    }

    /** What an effect does comes a moment after the command. */
    private static void await(Supplier<Boolean> wanted) {
        Instant until = Instant.now().plus(Duration.ofSeconds(20));
        while (!wanted.get()) {
            assertThat(Instant.now()).isBefore(until);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void anApiClientGetsTokensWithItsRoles() {
        String secret = client("id-reader", "\"SUPPORT\"", "");
        String token = token("demo~id-reader", secret);

        assertThat(listAccounts(token)).isEqualTo(200);
        assertThat(whole.http().get("/v1/audit/events", token).statusCode()).isEqualTo(403);
        assertThat(askForToken("demo~id-reader", secret, "acr_values=urn:cauce:strong")
                        .statusCode())
                .as("a strong login was not given to it")
                .isEqualTo(400);
    }

    @Test
    void aSecretIsShownOnceAndKeptNowhere() {
        HttpResponse<String> first = sent("/v1/api-clients", admin, "make-id-once", """
                {"apiClientId":"id-once","name":"Once","roles":["SUPPORT"]}""");
        HttpResponse<String> again = sent("/v1/api-clients", admin, "make-id-once", """
                {"apiClientId":"id-once","name":"Once","roles":["SUPPORT"]}""");

        String secret = json(first).path("clientSecret").asString();
        assertThat(secret).hasSize(43);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(json(again).has("clientSecret")).isFalse();
        assertThat(json(again).path("apiClientId").asString()).isEqualTo("id-once");
        assertThat(whole.http()
                        .get("/v1/audit/events?aggregateType=api-client&aggregateId=id-once", admin)
                        .body())
                .contains("ApiClientRegistered", "sha256$")
                .doesNotContain(secret);
        assertThat(token("demo~id-once", secret)).isNotEmpty();
    }

    @Test
    void aRotatedSecretPutsTheOldOneOutOfUse() {
        String old = client("id-rotated", "\"SUPPORT\"", "");
        String token = token("demo~id-rotated", old);

        String fresh = done("/v1/api-clients/id-rotated/secret-rotation", admin, "rotate-id", "")
                .path("clientSecret")
                .asString();

        assertThat(askForToken("demo~id-rotated", old).statusCode()).isEqualTo(401);
        assertThat(askForToken("demo~id-rotated", fresh).statusCode()).isEqualTo(200);
        assertThat(listAccounts(token))
                .as("what the old one got runs out by itself")
                .isEqualTo(200);
    }

    @Test
    void aRevokedClientGetsNothingAndItsTokensAreRefused() {
        String secret = client("id-revoked", "\"SUPPORT\"", "");
        String token = token("demo~id-revoked", secret);
        assertThat(listAccounts(token)).isEqualTo(200);

        done("/v1/api-clients/id-revoked/revocation", admin, "revoke-id", "");

        assertThat(askForToken("demo~id-revoked", secret).statusCode()).isEqualTo(401);
        await(() -> listAccounts(token) == 401);
        assertThat(json(whole.http().get("/v1/accounts", token)).path("code").asString())
                .isEqualTo("TOKEN_REVOKED");
    }

    @Test
    void aUsersClientHasNoRoleThatTheUserHasNot() {
        done("/v1/users", admin, "make-id-user", """
                {"userId":"id-user","email":"kim@id.example","roles":["SUPPORT"]}""");
        String secret = client("id-users", "\"SUPPORT\",\"AUDITOR\"", ",\"userId\":\"id-user\"");
        String before = token("demo~id-users", secret);
        assertThat(whole.http().get("/v1/audit/events", before).statusCode()).isEqualTo(403);

        done("/v1/users/id-user/role-grants", admin, "grant-id", "{\"role\":\"AUDITOR\"}");
        assertThat(whole.http()
                        .get("/v1/audit/events", token("demo~id-users", secret))
                        .statusCode())
                .isEqualTo(200);

        done("/v1/users/id-user/disabling", admin, "disable-id", "");
        assertThat(askForToken("demo~id-users", secret).statusCode()).isEqualTo(401);
        await(() -> listAccounts(before) == 401);
    }

    @Test
    void aUsersAddressIsGoneAfterItsErasure() {
        done("/v1/users", admin, "make-id-gone", """
                {"userId":"id-gone","email":"gone@id.example"}""");
        String history = "/v1/audit/events?aggregateType=user&aggregateId=id-gone";
        assertThat(whole.http().get(history, admin).body()).contains("gone@id.example");

        done("/v1/users/id-gone/erasure", admin, "erase-id", "");

        assertThat(whole.http().get(history, admin).body())
                .contains("[redacted]", "UserErased")
                .doesNotContain("gone@id.example");
    }

    @Test
    void nobodyIsGivenARoleThatNobodyHas() {
        HttpResponse<String> answer = sent("/v1/api-clients", admin, "make-id-root", """
                {"apiClientId":"id-root","name":"Root","roles":["OPERATOR"]}""");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("code").asString()).isEqualTo("ROLE_NOT_GRANTABLE");
    }

    @Test
    void aTenantBeginsWithAnAdministratorAndEndsWithItsClosure() {
        JsonNode made = done("/v1/tenants", operator, "make-tenant", """
                {"tenantId":"id-northwind","name":"Northwind"}""");
        String name = made.path("clientId").asString();
        String secret = made.path("clientSecret").asString();
        assertThat(name).isEqualTo("id-northwind~admin");
        String token = token(name, secret, "acr_values=urn:cauce:strong");
        assertThat(done("/v1/api-clients", token, "first", "{\"name\":\"First\",\"roles\":[\"SUPPORT\"]}")
                        .path("clientId")
                        .asString())
                .startsWith("id-northwind~");
        assertThat(whole.http()
                        .get("/v1/audit/events?aggregateType=api-client&aggregateId=admin", token)
                        .body())
                .as("its own beginning stands in its history")
                .contains("ApiClientRegistered");

        done("/v1/tenants/id-northwind/suspension", operator, "suspend", "{\"reason\":\"PAYMENT_OVERDUE\"}");
        assertThat(askForToken(name, secret).statusCode()).isEqualTo(401);
        await(() -> listAccounts(token) == 401);

        done("/v1/tenants/id-northwind/resumption", operator, "resume", "");
        assertThat(askForToken(name, secret).statusCode()).isEqualTo(200);
        assertThat(listAccounts(token))
                .as("what was issued before stays refused")
                .isEqualTo(401);

        done("/v1/tenants/id-northwind/closure", operator, "close", "");
        assertThat(askForToken(name, secret).statusCode()).isEqualTo(401);
    }

    @Test
    void aNewSigningKeySignsAndTheOldOneStillVerifies() {
        String before = whole.http().token("support");
        JsonNode keys =
                json(whole.http().send(whole.http().request("/oauth2/jwks").build()));

        String fresh = done("/v1/admin/signing-keys/rotation", admin, "rotate-signing", "")
                .path("keyId")
                .asString();

        JsonNode now =
                json(whole.http().send(whole.http().request("/oauth2/jwks").build()));
        assertThat(now.path("keys").size()).isEqualTo(keys.path("keys").size() + 1);
        assertThat(now.toString()).contains(fresh).doesNotContain("\"d\"");
        assertThat(listAccounts(before)).isEqualTo(200);
        String after = whole.http().token("support");
        assertThat(header(after)).contains(fresh);
        assertThat(listAccounts(after)).isEqualTo(200);
        assertThat(done("/v1/admin/signing-keys/rotation", admin, "rotate-signing", "")
                        .path("keyId")
                        .asString())
                .as("repeated under its key it rotates nothing")
                .isEqualTo(fresh);
    }

    @Test
    void aTenantsKeyIsRotatedAndWhatItWrappedStaysReadable() {
        done("/v1/users", admin, "make-id-kept", """
                {"userId":"id-kept","email":"kept@id.example"}""");

        JsonNode rotated = done("/v1/admin/tenant-keys/rotation", admin, "rotate-tenant", "");

        assertThat(rotated.path("version").asInt()).isGreaterThan(1);
        assertThat(rotated.path("rewrapped").asLong()).isPositive();
        assertThat(rotated.path("dropped").asInt()).isPositive();
        assertThat(whole.http()
                        .get("/v1/audit/events?aggregateType=user&aggregateId=id-kept", admin)
                        .body())
                .contains("kept@id.example");
    }

    @Test
    void keysAreRotatedAfterARecentStrongLoginAlone() {
        String weak = whole.http().token("admin");
        for (String path : new String[] {"/v1/admin/signing-keys/rotation", "/v1/admin/tenant-keys/rotation"}) {
            assertThat(sent(path, weak, "weak-" + path.length(), "").statusCode())
                    .isEqualTo(401);
        }
    }

    private static String header(String token) {
        return new String(
                java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
