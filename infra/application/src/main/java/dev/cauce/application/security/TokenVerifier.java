package dev.cauce.application.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.cauce.application.security.problem.ProblemCode;
import dev.cauce.platform.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.HexFormat;
import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * Makes a caller of a bearer token. What was verified is remembered for a while, under the token's SHA-256 (the token
 * itself is kept nowhere), so that a signature is not checked at every request; expiry and revocation are looked at
 * every time all the same.
 */
public final class TokenVerifier {

    private final JWTProcessor<SecurityContext> signatures;
    private final TokenClaims claims;
    private final Revocations revocations;
    private final Cache<String, VerifiedToken> verified;

    TokenVerifier(
            JWTProcessor<SecurityContext> signatures,
            TokenClaims claims,
            Revocations revocations,
            AcceptedTokens accepted,
            Ticker ticker) {
        this.signatures = signatures;
        this.claims = claims;
        this.revocations = revocations;
        this.verified = Caffeine.newBuilder()
                .maximumSize(accepted.verifiedTokens())
                .expireAfterWrite(accepted.verifiedFor())
                .ticker(ticker)
                .build();
    }

    /**
     * The caller that the token names.
     *
     * @throws org.springframework.security.core.AuthenticationException when it is not accepted, or when the issuer's
     *     keys cannot be had
     */
    public Caller verify(String token) {
        String hash = sha256(token);
        VerifiedToken known = verified.getIfPresent(hash);
        if (known == null) {
            known = verifyAnew(token);
            verified.put(hash, known);
        } else {
            claims.requireUnexpired(known.caller().tokenExpiresAt());
        }
        if (revocations.isRevoked(known.tokenId(), known.caller(), known.issuedAt())) {
            throw new TokenRejected(ProblemCode.TOKEN_REVOKED, "Ask the issuer for a new one, if it gives you one.");
        }
        return known.caller();
    }

    private VerifiedToken verifyAnew(String token) {
        try {
            return claims.judge(signatures.process(token, null));
        } catch (ParseException | BadJOSEException notAccepted) {
            throw new TokenRejected(
                    ProblemCode.INVALID_TOKEN, "It is no access token of the issuer, or its signature is wrong.");
        } catch (JOSEException unavailable) {
            throw new AuthenticationServiceException("The issuer's keys cannot be had", unavailable);
        }
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("Every Java runtime has SHA-256", cause);
        }
    }
}
