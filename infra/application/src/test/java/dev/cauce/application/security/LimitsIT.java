package dev.cauce.application.security;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.identity.TokenForge;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rate limits over HTTP; how the buckets count is {@code RateLimitsTest}. */
class LimitsIT {

    private static final String CALLER = "/v1/echo/caller";

    @TempDir
    Path data;

    @Test
    void tellsAPrincipalToWaitAndLeavesTheOthersAlone() {
        try (RunningApplication application = RunningApplication.start(
                data, "cauce.limits.principal.per-second=1", "cauce.limits.principal.burst=3")) {
            TokenForge forge = TokenForge.of(application.bean(SigningKeys.class), "http://127.0.0.1:0");
            String hasty = forge.token();
            String calm = forge.token(claims -> claims.subject("s-2"));

            HttpResponse<String> answer = untilRefused(application, hasty);

            assertThat(json(answer).path("code").asString()).isEqualTo("RATE_LIMITED");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(application.get(CALLER, calm).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tellsATenantToWaitAndLeavesTheOthersAlone() {
        try (RunningApplication application =
                RunningApplication.start(data, "cauce.limits.tenant.per-second=1", "cauce.limits.tenant.burst=3")) {
            TokenForge forge = TokenForge.of(application.bean(SigningKeys.class), "http://127.0.0.1:0");
            untilRefused(application, forge.token());

            assertThat(application
                            .get(CALLER, forge.token(claims -> claims.claim("tenant", "third")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void slowsDownWhoeverGuessesTokensOrSecrets() {
        try (RunningApplication application =
                RunningApplication.start(data, "cauce.limits.address.per-second=1", "cauce.limits.address.burst=3")) {
            String token = application.token("admin");
            HttpResponse<String> guess = untilRefused(application, "guess");
            assertThat(json(guess).path("code").asString()).isEqualTo("RATE_LIMITED");

            HttpResponse<String> secret = application.askForToken("demo-admin", "guess");
            for (int tries = 0; tries < 5 && secret.statusCode() != 429; tries++) {
                secret = application.askForToken("demo-admin", "guess");
            }
            assertThat(secret.statusCode()).isEqualTo(429);
            // Whoever has a good token shares the address and not the trouble.
            assertThat(application.get(CALLER, token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void limitsNobodyWhenSwitchedOff() {
        try (RunningApplication application = RunningApplication.start(
                data,
                "cauce.limits.enabled=false",
                "cauce.limits.principal.burst=1",
                "cauce.limits.principal.per-second=1")) {
            String token = application.token("admin");
            for (int request = 0; request < 10; request++) {
                assertThat(application.get(CALLER, token).statusCode()).isEqualTo(200);
            }
        }
    }

    /** More requests than any burst here, and few enough for the bucket not to fill up in between. */
    private static HttpResponse<String> untilRefused(RunningApplication application, String token) {
        for (int request = 0; request < 50; request++) {
            HttpResponse<String> answer = application.get(CALLER, token);
            if (answer.statusCode() == 429) {
                assertThat(request).isGreaterThanOrEqualTo(2);
                return answer;
            }
        }
        throw new AssertionError("Nobody was told to wait");
    }
}
