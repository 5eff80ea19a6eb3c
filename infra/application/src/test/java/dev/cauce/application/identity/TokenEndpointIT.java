package dev.cauce.application.identity;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.cauce.application.RunningApplication;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The embedded issuer, over HTTP. */
class TokenEndpointIT {

    @TempDir
    static Path data;

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(data);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void issuesATokenThatTheApiAccepts() throws ParseException {
        HttpResponse<String> answer = application.askForToken("demo-finance", application.secret("finance"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        JsonNode body = json(answer);
        assertThat(body.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(body.path("expires_in").asInt()).isBetween(3590, 3600);
        SignedJWT token = SignedJWT.parse(body.path("access_token").asString());
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://127.0.0.1:0");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("cauce");
        assertThat(token.getJWTClaimsSet().getSubject()).isNotBlank().isNotEqualTo("demo-finance");
        assertThat(token.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("demo-finance");
        assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("demo");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("finance");
        assertThat(token.getJWTClaimsSet().getStringClaim("acr")).isEqualTo("urn:cauce:ordinary");
        assertThat(token.getJWTClaimsSet().getLongClaim("auth_time"))
                .isEqualTo(token.getJWTClaimsSet().getIssueTime().toInstant().getEpochSecond());
        assertThat(token.getJWTClaimsSet().getJWTID()).isNotBlank();

        JsonNode caller = json(application.get("/v1/echo/caller", token.serialize()));
        assertThat(caller.path("tenant").asString()).isEqualTo("demo");
        assertThat(caller.path("roles").toString()).isEqualTo("[\"FINANCE\"]");
        assertThat(caller.path("strong").asBoolean()).isFalse();
    }

    @Test
    void takesTheSecretFromTheFormToo() {
        HttpResponse<String> answer = application.send(application
                .request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=demo-support&client_secret="
                        + application.secret("support")))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void makesAClientForEachRoleWithASecretOfItsOwn() {
        JsonNode file = RunningApplication.JSON.readTree(application.read("identity/demo-clients.json"));

        List<String> roles = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (JsonNode client : file.path("clients")) {
            roles.add(client.path("role").asString());
            secrets.add(client.path("clientSecret").asString());
            assertThat(client.path("clientId").asString())
                    .isEqualTo("demo-" + client.path("role").asString());
        }
        assertThat(file.path("tenant").asString()).isEqualTo("demo");
        assertThat(roles)
                .containsExactly(
                        "admin",
                        "success",
                        "finance",
                        "marketing",
                        "support",
                        "auditor",
                        "workflow",
                        "customer",
                        "operator");
        assertThat(secrets).doesNotHaveDuplicates().allMatch(secret -> secret.length() == 43);
        String registry = application.read("identity/clients.json");
        assertThat(secrets).noneMatch(registry::contains);
    }

    @Test
    void keepsItsFilesToTheOwner() throws IOException {
        try (var files = Files.list(data.resolve("identity"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("identity"))))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesAWrongSecretAnUnknownClientAndAnotherClientsSecret() {
        assertThat(application.askForToken("demo-admin", "wrong").statusCode()).isEqualTo(401);
        assertThat(application
                        .askForToken("nobody", application.secret("admin"))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> answer = application.askForToken("demo-admin", application.secret("support"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"cauce\"");
    }

    @Test
    void challengesAClientThatSaysNothing() {
        for (String path : List.of("/oauth2/token", "/oauth2/revoke")) {
            HttpResponse<String> answer = application.send(application
                    .request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials&token=x"))
                    .build());
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(json(answer).path("error").asString()).as(path).isEqualTo("invalid_client");
        }
        assertThat(application
                        .send(application
                                .request("/oauth2/jwks")
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesAClientThatWasDisabled() {
        RegisteredClients clients = application.bean(RegisteredClients.class);
        String secret = SecretHash.newSecret();
        clients.save(client("passing", secret, true));
        assertThat(application.askForToken("passing", secret).statusCode()).isEqualTo(200);

        clients.save(client("passing", secret, false));

        assertThat(application.askForToken("passing", secret).statusCode()).isEqualTo(401);
    }

    @Test
    void grantsNothingButClientCredentials() {
        String credentials = Base64.getEncoder()
                .encodeToString(("demo-admin:" + application.secret("admin")).getBytes(StandardCharsets.UTF_8));
        for (String grant : List.of(
                "grant_type=password&username=a&password=b",
                "grant_type=refresh_token&refresh_token=x",
                "grant_type=authorization_code&code=x",
                "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=x",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=x&subject_token_type=urn:ietf:params:oauth:token-type:access_token",
                "x=y",
                "grant_type=client_credentials&grant_type=client_credentials")) {
            HttpResponse<String> answer = application.send(application
                    .request("/oauth2/token")
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(grant))
                    .build());
            assertThat(answer.statusCode()).as(grant).isEqualTo(400);
            assertThat(json(answer).path("error").asString()).as(grant).isNotBlank();
        }
    }

    @Test
    void offersNoEndpointThatItDoesNotSpeakOf() {
        for (String path : List.of(
                "/oauth2/authorize",
                "/oauth2/par",
                "/oauth2/introspect",
                "/oauth2/device_authorization",
                "/userinfo")) {
            assertThat(application.send(application.request(path).build()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        JsonNode metadata = json(application.send(
                application.request("/.well-known/oauth-authorization-server").build()));
        assertThat(metadata.path("grant_types_supported").toString()).isEqualTo("[\"client_credentials\"]");
        assertThat(metadata.has("authorization_endpoint")).isFalse();
        assertThat(metadata.path("jwks_uri").asString()).isEqualTo("http://127.0.0.1:0/oauth2/jwks");
    }

    @Test
    void publishesPublicKeysOnly() {
        JsonNode keys = json(application.send(
                        application.request("/oauth2/jwks").build()))
                .path("keys");

        assertThat(keys).isNotEmpty();
        for (JsonNode key : keys) {
            assertThat(key.propertyNames()).contains("kid", "n", "e").doesNotContain("d", "p", "q", "dp", "dq", "qi");
        }
    }

    @Test
    void givesAStrongLoginToTheClientThatMayAskForIt() throws ParseException {
        SignedJWT token = SignedJWT.parse(application.token("admin", "acr_values=urn:cauce:strong"));

        assertThat(token.getJWTClaimsSet().getStringClaim("acr")).isEqualTo("urn:cauce:strong");
        Instant issued = token.getJWTClaimsSet().getIssueTime().toInstant();
        assertThat(token.getJWTClaimsSet().getLongClaim("auth_time")).isEqualTo(issued.getEpochSecond());
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(issued.plusSeconds(900));
    }

    @Test
    void refusesAStrongLoginToOtherClients() {
        HttpResponse<String> answer =
                application.askForToken("demo-workflow", application.secret("workflow"), "acr_values=urn:cauce:strong");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).isEqualTo("unmet_authentication_requirements");
    }

    @Test
    void revokesATokenOfItsOwnAndNoOther() {
        String mine = application.token("success");
        String theirs = application.token("support");
        assertThat(application.get("/v1/echo/caller", mine).statusCode()).isEqualTo(200);

        revoke("success", theirs);
        revoke("success", "no token at all");
        assertThat(revoke("success", mine).statusCode()).isEqualTo(200);

        HttpResponse<String> answer = application.get("/v1/echo/caller", mine);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("code").asString()).isEqualTo("TOKEN_REVOKED");
        assertThat(application.get("/v1/echo/caller", theirs).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesEveryTokenOfAClientWhoseTokensWereRevoked() {
        RegisteredClients clients = application.bean(RegisteredClients.class);
        String secret = SecretHash.newSecret();
        clients.save(client("leaked", secret, true));
        String token = json(application.askForToken("leaked", secret))
                .path("access_token")
                .asString();
        assertThat(application.get("/v1/echo/caller", token).statusCode()).isEqualTo(200);

        application.bean(FileRevocations.class).revokeTokensOf("leaked");

        assertThat(application.get("/v1/echo/caller", token).statusCode()).isEqualTo(401);
        assertThat(application
                        .get("/v1/echo/caller", application.token("marketing"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsKeysClientsTokensAndRevocationsOverARestart(@TempDir Path folder) {
        String kept;
        String revoked;
        String secret;
        try (RunningApplication first = RunningApplication.start(folder)) {
            kept = first.token("admin");
            revoked = first.token("support");
            secret = first.secret("admin");
            String credentials = Base64.getEncoder()
                    .encodeToString(("demo-support:" + first.secret("support")).getBytes(StandardCharsets.UTF_8));
            first.send(first.request("/oauth2/revoke")
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("token=" + revoked))
                    .build());
        }

        try (RunningApplication second = RunningApplication.start(folder)) {
            assertThat(second.secret("admin")).isEqualTo(secret);
            assertThat(second.askForToken("demo-admin", secret).statusCode()).isEqualTo(200);
            assertThat(second.get("/v1/echo/caller", kept).statusCode()).isEqualTo(200);
            assertThat(second.get("/v1/echo/caller", revoked).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void signsWithANewKeyAfterARotationAndStillAcceptsTheOldOnes(@TempDir Path folder) throws ParseException {
        try (RunningApplication rotating = RunningApplication.start(folder)) {
            String before = rotating.token("admin");

            String fresh = rotating.bean(SigningKeys.class).rotate();

            String after = rotating.token("admin");
            assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(fresh);
            assertThat(SignedJWT.parse(before).getHeader().getKeyID()).isNotEqualTo(fresh);
            assertThat(rotating.get("/v1/echo/caller", before).statusCode()).isEqualTo(200);
            assertThat(rotating.get("/v1/echo/caller", after).statusCode()).isEqualTo(200);
            assertThat(json(rotating.send(rotating.request("/oauth2/jwks").build()))
                            .path("keys"))
                    .hasSize(2);
        }
    }

    @Test
    void makesNoDemoClientsWhereTheyAreSwitchedOff(@TempDir Path folder) {
        try (RunningApplication bare = RunningApplication.start(folder, "cauce.identity.demo=false")) {
            assertThat(folder.resolve("identity/demo-clients.json")).doesNotExist();
            assertThat(bare.askForToken("demo-admin", "x").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void doesNotStartOnADamagedKeyFileAndSaysWhichItIs(@TempDir Path folder) throws IOException {
        RunningApplication.start(folder).close();
        Path keys = folder.resolve("identity/signing-keys.json");
        Files.writeString(keys, "{\"format\":1,\"keys\":[");

        assertThatThrownBy(() -> RunningApplication.start(folder))
                .hasStackTraceContaining("signing-keys.json should hold signing keys")
                .hasStackTraceContaining("Restore it from a backup");
        assertThat(keys).hasContent("{\"format\":1,\"keys\":[");
    }

    private static HttpResponse<String> revoke(String role, String token) {
        String credentials = Base64.getEncoder()
                .encodeToString(("demo-" + role + ":" + application.secret(role)).getBytes(StandardCharsets.UTF_8));
        return application.send(application
                .request("/oauth2/revoke")
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token.replace(' ', '+')))
                .build());
    }

    private static ApiClient client(String clientId, String secret, boolean enabled) {
        return new ApiClient(
                clientId,
                "other",
                "s-" + clientId,
                List.of("support"),
                List.of(),
                SecretHash.of(secret),
                false,
                enabled,
                Instant.now());
    }
}
