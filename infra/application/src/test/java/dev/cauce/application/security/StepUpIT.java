package dev.cauce.application.security;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.identity.TokenForge;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What destroys needs a recent strong login beside the permission (RFC 9470). */
class StepUpIT {

    private static final String ERASURE = "/v1/echo/erasure";

    @TempDir
    static Path data;

    private static RunningApplication application;
    private static TokenForge forge;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(data);
        forge = TokenForge.of(application.bean(SigningKeys.class), "http://127.0.0.1:0");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void challengesAnAdministratorWithAnOrdinaryToken() {
        HttpResponse<String> answer = application.post(ERASURE, application.token("admin"), "");

        assertChallenged(answer);
    }

    @Test
    void letsAnAdministratorWithAStrongTokenThrough() {
        HttpResponse<String> answer =
                application.post(ERASURE, application.token("admin", "acr_values=urn:cauce:strong"), "");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void challengesWhereTheStrongLoginIsTooLongAgo() {
        assertChallenged(application.post(
                ERASURE, strong(Instant.now().minusSeconds(16 * 60).getEpochSecond()), ""));
        assertThat(application
                        .post(
                                ERASURE,
                                strong(Instant.now().minusSeconds(14 * 60).getEpochSecond()),
                                "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void doesNotBelieveALoginOfTheFutureNorOneWithoutATime() {
        assertChallenged(
                application.post(ERASURE, strong(Instant.now().plusSeconds(3600).getEpochSecond()), ""));
        assertChallenged(application.post(ERASURE, strong(Long.MAX_VALUE), ""));
        assertChallenged(application.post(ERASURE, strong(null), ""));
        assertChallenged(application.post(ERASURE, strong("yesterday"), ""));
    }

    @Test
    void asksForThePermissionFirst() {
        HttpResponse<String> answer = application.post(ERASURE, application.token("auditor"), "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("code").asString()).isEqualTo("PERMISSION_DENIED");
    }

    private static String strong(Object authTime) {
        return forge.token(claims -> claims.claim("roles", List.of("admin"))
                .claim("acr", "urn:cauce:strong")
                .claim("auth_time", authTime));
    }

    private static void assertChallenged(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("code").asString()).isEqualTo("STRONG_LOGIN_REQUIRED");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue(
                        "Bearer error=\"insufficient_user_authentication\", error_description=\"A recent strong login is needed\", acr_values=\"urn:cauce:strong\", max_age=\"900\"");
    }
}
