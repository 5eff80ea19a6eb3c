package dev.cauce.application.security;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.cauce.application.security.problem.ProblemCode;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges the claims of an access token (RFC 9068) whose signature is good, and makes a caller of them. Nothing is
 * assumed: a claim that is missing is a claim that is wrong, but for those that only ever add ({@code roles},
 * {@code acr}, {@code auth_time}).
 */
final class TokenClaims {

    private static final Pattern TENANT = Pattern.compile(StreamId.PART);
    private static final Pattern ACCOUNT = Pattern.compile(StreamId.PART);
    private static final int MOST_ACCOUNTS = 100;

    /** Opaque ids. An address of e-mail is none, and would end up on events, so {@code @} is refused. */
    private static final Pattern OPAQUE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:|~-]{0,127}");

    /** Role names as tokens have them. A process of Cauce has no token, so its role is not among them. */
    private static final Map<String, Role> ROLES = Arrays.stream(Role.values())
            .filter(role -> role != Role.PROCESS)
            .collect(Collectors.toUnmodifiableMap(role -> role.name().toLowerCase(Locale.ROOT), Function.identity()));

    private final Issuer issuer;
    private final AcceptedTokens accepted;
    private final Clock clock;

    /** @param clock the system's: tokens know nothing of business time */
    TokenClaims(Issuer issuer, AcceptedTokens accepted, Clock clock) {
        this.issuer = issuer;
        this.accepted = accepted;
        this.clock = clock;
    }

    VerifiedToken judge(JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (!issuer.url().equals(claims.getIssuer())) {
            throw rejected("It is of another issuer.");
        }
        if (!claims.getAudience().contains(accepted.audience())) {
            throw rejected("It is for another audience.");
        }
        if (claims.getClaim("cnf") != null) {
            throw rejected("It is bound to a key, and must not be used as a bearer token.");
        }
        Instant expiresAt = time(claims.getExpirationTime(), "exp");
        Instant issuedAt = time(claims.getIssueTime(), "iat");
        if (issuedAt.isAfter(now.plus(accepted.clockSkew())) || !isCurrent(claims.getNotBeforeTime(), now)) {
            throw rejected("It is not valid yet.");
        }
        requireUnexpired(expiresAt);
        Caller caller = new Caller(
                new TenantId(required(text(claims, accepted.tenantClaim()), TENANT, accepted.tenantClaim())),
                required(claims.getSubject(), OPAQUE_ID, "sub"),
                required(clientId(claims), OPAQUE_ID, "client_id"),
                roles(claims),
                accounts(claims),
                strongLoginAt(claims, now),
                expiresAt);
        return new VerifiedToken(caller, claims.getJWTID(), issuedAt);
    }

    /** Said again at each use of a token that was verified before. */
    void requireUnexpired(Instant expiresAt) {
        if (!clock.instant().isBefore(expiresAt.plus(accepted.clockSkew()))) {
            throw new TokenRejected(ProblemCode.TOKEN_EXPIRED, "Ask the issuer for a new one.");
        }
    }

    private boolean isCurrent(@Nullable Date notBefore, Instant now) {
        return notBefore == null || !notBefore.toInstant().isAfter(now.plus(accepted.clockSkew()));
    }

    private static Instant time(@Nullable Date time, String claim) {
        if (time == null) {
            throw rejected("Its claim " + claim + " is missing.");
        }
        return time.toInstant();
    }

    private static String required(@Nullable String value, Pattern pattern, String claim) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw rejected("Its claim " + claim + " is missing or not of the expected form.");
        }
        return value;
    }

    /** {@code client_id} by RFC 9068; OpenID Connect issuers of before it say {@code azp}. */
    private static @Nullable String clientId(JWTClaimsSet claims) {
        String clientId = text(claims, "client_id");
        return clientId == null ? text(claims, "azp") : clientId;
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : null;
    }

    /** Roles that we do not know are another application's, and grant nothing. */
    private Set<Role> roles(JWTClaimsSet claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (claims.getClaim(accepted.rolesClaim()) instanceof List<?> names) {
            names.stream().map(ROLES::get).filter(Objects::nonNull).forEach(roles::add);
        }
        return Set.copyOf(roles);
    }

    /** Ids that could be an account's; what else stands there binds to nothing. */
    private Set<String> accounts(JWTClaimsSet claims) {
        return claims.getClaim(accepted.accountsClaim()) instanceof List<?> ids
                ? ids.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(id -> ACCOUNT.matcher(id).matches())
                        .limit(MOST_ACCOUNTS)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private @Nullable Instant strongLoginAt(JWTClaimsSet claims, Instant now) {
        String acr = text(claims, "acr");
        if (acr == null || !accepted.stepUp().acrValues().contains(acr)) {
            return null;
        }
        try {
            Long seconds = claims.getLongClaim("auth_time");
            if (seconds == null
                    || seconds < 0
                    || seconds
                            > now.plus(accepted.clockSkew().plus(Duration.ofSeconds(1)))
                                    .getEpochSecond()) {
                return null;
            }
            return Instant.ofEpochSecond(seconds);
        } catch (ParseException noNumber) {
            return null;
        }
    }

    private static TokenRejected rejected(String rule) {
        return new TokenRejected(ProblemCode.INVALID_TOKEN, rule);
    }
}
