package dev.cauce.application.security;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which tokens are accepted ({@code cauce.identity.*}).
 *
 * @param audience the {@code aud} that a token must carry
 * @param algorithms JWS algorithms that are accepted; asymmetric ones only
 * @param tokenTypes {@code typ} headers that are accepted (RFC 9068: {@code at+jwt})
 * @param tenantClaim claim that names the tenant
 * @param rolesClaim claim that lists the roles
 * @param accountsClaim claim that lists the accounts to which a customer is bound
 * @param clockSkew by how much the issuer's clock may differ from ours, 60 s at most
 * @param verifiedFor how long a verified token is remembered before its signature is looked at again
 * @param verifiedTokens how many verified tokens are remembered
 * @param stepUp what counts as a recent strong login
 */
@Validated
@ConfigurationProperties("cauce.identity")
public record AcceptedTokens(
        @DefaultValue("cauce") @NotBlank String audience,
        @DefaultValue({"RS256", "PS256", "ES256"}) @NotEmpty List<String> algorithms,
        @DefaultValue("at+jwt") @NotEmpty Set<String> tokenTypes,
        @DefaultValue("tenant") @NotBlank String tenantClaim,
        @DefaultValue("roles") @NotBlank String rolesClaim,
        @DefaultValue("accounts") @NotBlank String accountsClaim,
        @DefaultValue("30s") @NotNull Duration clockSkew,
        @DefaultValue("5m") @NotNull Duration verifiedFor,
        @DefaultValue("10000") @Min(1) int verifiedTokens,
        @DefaultValue @NotNull StepUpRule stepUp) {

    /** Symmetric algorithms and {@code none} have no place here, whoever configures them. */
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final Duration GREATEST_SKEW = Duration.ofSeconds(60);

    /**
     * What counts as a recent strong login.
     *
     * @param acrValues {@code acr} claims that count as strong; the first is the one asked for
     * @param maxAge how long ago the login may have been
     */
    public record StepUpRule(
            @DefaultValue(StrongLogin.ACR) @NotEmpty List<String> acrValues,
            @DefaultValue("15m") @NotNull Duration maxAge) {

        // The values stand inside a quoted string of a header.
        private static final String HEADER_SAFE = "[\\x21\\x23-\\x5b\\x5d-\\x7e]+";

        boolean isSensible() {
            return maxAge.isPositive() && acrValues.stream().allMatch(value -> value.matches(HEADER_SAFE));
        }
    }

    @AssertTrue(message = "cauce.identity.algorithms may only hold asymmetric JWS algorithms (RS*, PS*, ES*)")
    boolean isEveryAlgorithmAsymmetric() {
        return ASYMMETRIC.containsAll(algorithms);
    }

    @AssertTrue(message = "cauce.identity.clock-skew must lie between 0 and 60 s")
    boolean isClockSkewWithinAMinute() {
        return !clockSkew.isNegative() && clockSkew.compareTo(GREATEST_SKEW) <= 0;
    }

    @AssertTrue(
            message =
                    "cauce.identity.verified-for and step-up.max-age must be above 0, step-up.acr-values without spaces or quotes")
    boolean isEveryRuleSensible() {
        return verifiedFor.isPositive() && stepUp.isSensible();
    }
}
