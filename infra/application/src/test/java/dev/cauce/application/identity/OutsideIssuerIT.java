package dev.cauce.application.identity;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cauce.application.RunningApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an OpenID Connect issuer outside, which is a small HTTP server here. */
class OutsideIssuerIT {

    private static final String CALLER = "/v1/echo/caller";

    @TempDir
    Path data;

    private HttpServer issuer;
    private String url;
    private RSAKey key;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean up = true;
    private volatile String calls = "";

    @BeforeEach
    void open() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k-1").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + issuer.getAddress().getPort();
        calls = url;
        issuer.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"" + calls + "\",\"jwks_uri\":\"" + url + "/keys\"}"));
        issuer.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        issuer.start();
    }

    @AfterEach
    void shut() {
        issuer.stop(0);
    }

    private void answer(HttpExchange exchange, String document) throws IOException {
        asked.incrementAndGet();
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(up ? 200 : 500, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private RunningApplication start(String... more) {
        List<String> properties = new ArrayList<>(List.of(more));
        properties.add("cauce.identity.embedded=false");
        properties.add("cauce.limits.enabled=false");
        if (properties.stream().noneMatch(property -> property.startsWith("cauce.identity.issuer="))) {
            properties.add("cauce.identity.issuer=" + url);
        }
        return RunningApplication.start(data, properties.toArray(String[]::new));
    }

    @Test
    void acceptsItsTokensAndIssuesNone() {
        try (RunningApplication application = start()) {
            assertThat(application.get(CALLER, new TokenForge(key, url).token()).statusCode())
                    .isEqualTo(200);
            assertThat(application.askForToken("demo-admin", "x").statusCode()).isEqualTo(401);
            assertThat(data.resolve("identity")).doesNotExist();
        }
    }

    @Test
    void asksForItsKeysOnceForManyTokens() {
        try (RunningApplication application = start()) {
            for (int token = 0; token < 20; token++) {
                String id = "j-" + token;
                assertThat(application
                                .get(CALLER, new TokenForge(key, url).token(claims -> claims.jwtID(id)))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void doesNotLetUnknownKeysDriveRequestsToIt() throws JOSEException {
        try (RunningApplication application = start()) {
            assertThat(application.get(CALLER, new TokenForge(key, url).token()).statusCode())
                    .isEqualTo(200);
            for (int guess = 0; guess < 20; guess++) {
                RSAKey unknown =
                        new RSAKeyGenerator(2048).keyID("guess-" + guess).generate();
                assertThat(application
                                .get(CALLER, new TokenForge(unknown, url).token())
                                .statusCode())
                        .isIn(401, 503);
            }
            assertThat(asked.get()).isLessThanOrEqualTo(4);
            assertThat(application
                            .get(CALLER, new TokenForge(key, url).token(claims -> claims.jwtID("after")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void startsWithoutItAndSaysThatItIsAway() {
        up = false;
        try (RunningApplication application = start()) {
            HttpResponse<String> answer = application.get(CALLER, new TokenForge(key, url).token());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("code").asString()).isEqualTo("IDENTITY_UNAVAILABLE");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.body()).doesNotContain(url);
        }
    }

    @Test
    void doesNotBelieveADiscoveryDocumentOfAnotherIssuer() {
        calls = "https://evil.example";
        try (RunningApplication application = start()) {
            assertThat(application.get(CALLER, new TokenForge(key, url).token()).statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void canBeToldWhereTheKeysAreAndWhatClaimsAreCalled() {
        calls = "nobody asks";
        try (RunningApplication application = start(
                "cauce.identity.jwk-set-uri=" + url + "/keys",
                "cauce.identity.tenant-claim=org",
                "cauce.identity.roles-claim=groups",
                "cauce.identity.token-types=JWT")) {
            String token = new TokenForge(key, url)
                    .token(
                            claims -> claims.claim("org", "acme")
                                    .claim("groups", List.of("finance"))
                                    .claim("client_id", null)
                                    .claim("azp", "browser"),
                            header -> header.type(JOSEObjectType.JWT));
            HttpResponse<String> answer = application.get(CALLER, token);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).path("tenant").asString()).isEqualTo("acme");
            assertThat(json(answer).path("client").asString()).isEqualTo("browser");
            assertThat(json(answer).path("roles").toString()).isEqualTo("[\"FINANCE\"]");
        }
    }

    @Test
    void doesNotStartWithoutAnyIssuer() {
        assertThatThrownBy(() -> RunningApplication.start(data, "cauce.identity.embedded=false"))
                .hasStackTraceContaining("No issuer of tokens: name one with cauce.identity.issuer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cauce.identity.issuer=http://login.example.com",
                "cauce.identity.issuer=no url",
                "cauce.identity.jwk-set-uri=http://login.example.com/keys",
                "cauce.identity.algorithms=HS256",
                "cauce.identity.algorithms=none",
                "cauce.identity.algorithms=",
                "cauce.identity.clock-skew=61s",
                "cauce.identity.clock-skew=-1s",
                "cauce.identity.step-up.acr-values=a\"b",
                "cauce.identity.step-up.max-age=0s"
            })
    void doesNotStartOnAnUnsafeConfiguration(String property) {
        assertThatThrownBy(() -> start(property)).hasStackTraceContaining("cauce.identity");
    }
}
