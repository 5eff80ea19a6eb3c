package dev.cauce.application.identity;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who issues tokens ({@code cauce.identity.*}). Which of them are accepted says {@code AcceptedTokens}.
 *
 * @param embedded whether this process issues tokens itself
 * @param demo whether the embedded issuer makes the demo clients on its first start
 * @param issuer what the embedded issuer calls itself, or where the outside one is; when not given, the embedded one
 *     takes its address on this machine
 * @param jwkSetUri where an outside issuer's keys are; found by discovery when not given
 * @param tokenLifetime how long a token of the embedded issuer is valid
 */
@Validated
@ConfigurationProperties("cauce.identity")
public record IdentityProperties(
        @DefaultValue("true") boolean embedded,
        @DefaultValue("true") boolean demo,

        @Nullable @Pattern(regexp = "https?://[^?#\\s]+", message = "must be an http(s) URL without query or fragment")
        String issuer,

        @Nullable @Pattern(regexp = "https?://[^#\\s]+", message = "must be an http(s) URL")
        String jwkSetUri,

        @DefaultValue("60m") @NotNull Duration tokenLifetime) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    @AssertTrue(message = "cauce.identity.token-lifetime must lie between 1 min and 24 h")
    boolean isTokenLifetimeSensible() {
        return tokenLifetime.compareTo(SHORTEST) >= 0 && tokenLifetime.compareTo(LONGEST) <= 0;
    }

    @AssertTrue(
            message =
                    "an outside issuer (cauce.identity.issuer, jwk-set-uri) must be https, but for one on this machine")
    boolean isOutsideIssuerReachedSafely() {
        return embedded || (safe(issuer) && (jwkSetUri == null || safe(jwkSetUri)));
    }

    private static boolean safe(@Nullable String address) {
        if (address == null) {
            return true;
        }
        String url = address.toLowerCase(Locale.ROOT);
        return url.startsWith("https://") || url.matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])([:/].*)?");
    }
}
