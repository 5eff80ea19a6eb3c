package dev.cauce.application.security;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.cauce.application.RunningApplication;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.identity.TokenForge;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule that a token can break, with a token that breaks this one alone. */
class AcceptedTokensIT {

    private static final String CALLER = "/v1/echo/caller";

    @TempDir
    static Path data;

    private static RunningApplication application;
    private static TokenForge forge;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(data, "cauce.limits.enabled=false");
        forge = TokenForge.of(application.bean(SigningKeys.class), "http://127.0.0.1:0");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void acceptsATokenThatBreaksNone() {
        HttpResponse<String> answer = application.get(CALLER, forge.token());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("tenant").asString()).isEqualTo("other");
        assertThat(json(answer).path("subject").asString()).isEqualTo("s-1");
        assertThat(json(answer).path("client").asString()).isEqualTo("c-1");
        assertThat(json(answer).path("roles").toString()).isEqualTo("[\"SUPPORT\"]");
    }

    static Stream<Arguments> wrongClaims() {
        Instant now = Instant.now();
        return Stream.of(
                wrong("another issuer", claims -> claims.issuer("http://127.0.0.1:0/")),
                wrong("no issuer", claims -> claims.issuer(null)),
                wrong("another audience", claims -> claims.audience("someone-else")),
                wrong("no audience", claims -> claims.audience((String) null)),
                wrong("no subject", claims -> claims.subject(null)),
                wrong("an e-mail for subject", claims -> claims.subject("ann@example.com")),
                wrong("a subject with a line break", claims -> claims.subject("a\nb")),
                wrong("no client", claims -> claims.claim("client_id", null)),
                wrong("a client that is no text", claims -> claims.claim("client_id", 7)),
                wrong("no tenant", claims -> claims.claim("tenant", null)),
                wrong("an empty tenant", claims -> claims.claim("tenant", "")),
                wrong("a tenant that is no text", claims -> claims.claim("tenant", List.of("demo"))),
                wrong("a tenant with a path", claims -> claims.claim("tenant", "../demo")),
                wrong("a tenant that is too long", claims -> claims.claim("tenant", "t".repeat(65))),
                wrong("no issue time", claims -> claims.issueTime(null)),
                wrong("no expiry", claims -> claims.expirationTime(null)),
                wrong("issued in the future", claims -> claims.issueTime(Date.from(now.plusSeconds(3600)))),
                wrong("not before the future", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(3600)))),
                wrong("bound to a key", claims -> claims.claim("cnf", Map.of("jkt", "x"))));
    }

    private static Arguments wrong(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void refusesAWrongClaim(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        assertRefused(forge.token(change), "INVALID_TOKEN");
    }

    @Test
    void refusesATokenThatHasExpired() {
        assertRefused(
                forge.token(
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                "TOKEN_EXPIRED");
    }

    @Test
    void forgivesTheIssuersClockAFewSeconds() {
        Instant now = Instant.now();
        assertThat(application
                        .get(CALLER, forge.token(claims -> claims.expirationTime(Date.from(now.minusSeconds(2)))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(application
                        .get(CALLER, forge.token(claims -> claims.issueTime(Date.from(now.plusSeconds(20)))))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+JWT2", "dpop+jwt", "logout+jwt"})
    void refusesAnotherType(String type) {
        assertRefused(forge.token(claims -> claims, header -> header.type(new JOSEObjectType(type))), "INVALID_TOKEN");
    }

    @Test
    void refusesATokenWithoutAType() {
        assertRefused(forge.token(claims -> claims, header -> header.type(null)), "INVALID_TOKEN");
    }

    @Test
    void refusesATokenThatIsNotSigned() {
        assertRefused(new PlainJWT(forge.right().build()).serialize(), "INVALID_TOKEN");
    }

    /** The classic: the public key, which everybody has, taken for an HMAC secret. */
    @Test
    void refusesAnHmacWithThePublicKeyAsItsSecret() throws JOSEException {
        byte[] publicKey = forge.key().toRSAPublicKey().getEncoded();
        assertRefused(
                forge.sign(claims -> claims, header -> header, JWSAlgorithm.HS256, new MACSigner(publicKey)),
                "INVALID_TOKEN");
    }

    @Test
    void refusesAnAlgorithmThatIsNotListedThoughTheKeyIsRight() throws JOSEException {
        assertRefused(
                forge.sign(claims -> claims, header -> header, JWSAlgorithm.RS512, new RSASSASigner(forge.key())),
                "INVALID_TOKEN");
    }

    @Test
    void refusesASignatureByAnotherKeyUnderTheSameId() throws JOSEException {
        TokenForge stranger = new TokenForge(
                new RSAKeyGenerator(2048).keyID(forge.key().getKeyID()).generate(), "http://127.0.0.1:0");
        assertRefused(stranger.token(), "INVALID_TOKEN");
        assertRefused(
                stranger.token(
                        claims -> claims, header -> header.jwk(stranger.key().toPublicJWK())),
                "INVALID_TOKEN");
    }

    @Test
    void refusesATokenThatWasTamperedWith() {
        String token = forge.token();
        String other = forge.token(claims -> claims.claim("tenant", "demo"));
        String[] parts = token.split("\\.");
        String[] otherParts = other.split("\\.");

        assertRefused(parts[0] + "." + otherParts[1] + "." + parts[2], "INVALID_TOKEN");
        assertRefused(parts[0] + "." + parts[1] + ".", "INVALID_TOKEN");
        assertRefused(parts[0] + "." + parts[1], "INVALID_TOKEN");
        assertRefused(token.substring(0, token.length() - 3) + "AAA", "INVALID_TOKEN");
    }

    /** A verified token is remembered under a hash of all of it, so nothing that resembles it may profit. */
    @Test
    void remembersATokenForNobodyElse() {
        String token = forge.token(claims -> claims.jwtID("remembered"));
        assertThat(application.get(CALLER, token).statusCode()).isEqualTo(200);
        assertThat(application.get(CALLER, token).statusCode()).isEqualTo(200);

        String[] parts = token.split("\\.");
        String[] richer = forge.token(claims -> claims.jwtID("remembered").claim("roles", List.of("admin")))
                .split("\\.");
        assertRefused(parts[0] + "." + richer[1] + "." + parts[2], "INVALID_TOKEN");
        assertRefused(parts[0] + "." + parts[1] + "." + richer[2], "INVALID_TOKEN");
        assertRefused(parts[0] + "." + parts[1] + ".", "INVALID_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer ä", "Bearer null", "Bearer ..", "Bearer a.b.c.d.e"})
    void refusesWhatIsNoToken(String header) {
        HttpResponse<String> answer = application.send(
                application.request(CALLER).header("Authorization", header).build());

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(json(answer).path("code").asString()).isIn("INVALID_TOKEN", "UNAUTHENTICATED", "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ZGVtbzpkZW1v", "Digest x", "DPoP x", "x"})
    void asksForATokenWhereThereIsAnotherScheme(String header) {
        HttpResponse<String> answer = application.send(
                application.request(CALLER).header("Authorization", header).build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(json(answer).path("code").asString()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void takesATokenFromTheHeaderAlone() {
        String token = forge.token();
        assertThat(application
                        .send(application
                                .request(CALLER + "?access_token=" + token)
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void ignoresHeadersThatClaimATenantOrARole() {
        HttpResponse<String> answer = application.send(application
                .request(CALLER)
                .header("Authorization", "Bearer " + forge.token())
                .header("X-Tenant-Id", "demo")
                .header("tenantId", "demo")
                .header("X-Forwarded-User", "admin")
                .build());

        assertThat(json(answer).path("tenant").asString()).isEqualTo("other");
    }

    @Test
    void grantsNothingForRolesItDoesNotKnowNorForThatOfOurProcesses() {
        HttpResponse<String> answer = application.get(
                CALLER,
                forge.token(
                        claims -> claims.claim("roles", List.of("root", "PROCESS", "process", "ADMIN", "auditor"))));
        assertThat(json(answer).path("roles").toString()).isEqualTo("[\"AUDITOR\"]");

        assertThat(json(application.get(CALLER, forge.token(claims -> claims.claim("roles", "admin"))))
                        .path("roles")
                        .toString())
                .isEqualTo("[]");
    }

    private static void assertRefused(String token, String code) {
        HttpResponse<String> answer = application.get(CALLER, token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer error=\"invalid_token\""));
        assertThat(answer.body()).doesNotContain("nimbus", "Exception", token);
    }
}
