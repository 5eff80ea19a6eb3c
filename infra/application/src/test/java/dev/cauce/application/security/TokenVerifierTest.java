package dev.cauce.application.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.cauce.application.SteppedClock;
import dev.cauce.application.security.AcceptedTokens.StepUpRule;
import dev.cauce.application.security.problem.ProblemCode;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a token, and for how long. */
class TokenVerifierTest {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final AcceptedTokens ACCEPTED = new AcceptedTokens(
            "cauce",
            List.of("RS256"),
            Set.of("at+jwt"),
            "tenant",
            "roles",
            "accounts",
            SKEW,
            Duration.ofMinutes(5),
            100,
            new StepUpRule(List.of("urn:cauce:strong"), Duration.ofMinutes(15)));

    private static RSAKey key;

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final Set<String> revoked = new HashSet<>();
    private final CountedSignatures signatures = new CountedSignatures(key);
    private TokenVerifier verifier;

    @BeforeAll
    static void makeAKey() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
    }

    @BeforeEach
    void open() {
        verifier = new TokenVerifier(
                signatures,
                new TokenClaims(new Issuer("https://issuer.example"), ACCEPTED, clock),
                (tokenId, clientId, issuedAt) -> revoked.contains(tokenId),
                ACCEPTED,
                () -> TimeUnit.SECONDS.toNanos(clock.instant().getEpochSecond()));
    }

    @Test
    void checksASignatureOncePerToken() {
        String token = token("j-1");
        for (int use = 0; use < 10; use++) {
            assertThat(verifier.verify(token).subject()).isEqualTo("s");
        }
        verifier.verify(token("j-2"));

        assertThat(signatures.checked).isEqualTo(2);
    }

    @Test
    void checksItAgainAfterAWhileSoThatAWithdrawnKeyIsNoticed() {
        String token = token("j-1");
        verifier.verify(token);
        clock.step(Duration.ofMinutes(5));

        verifier.verify(token);

        assertThat(signatures.checked).isEqualTo(2);
    }

    @Test
    void noticesTheExpiryOfATokenItRemembers() {
        clock.step(Duration.ofMinutes(-58));
        String token = token("j-1");
        clock.step(Duration.ofMinutes(58));
        verifier.verify(token);
        clock.step(Duration.ofMinutes(2).plus(SKEW).minusSeconds(1));
        verifier.verify(token);
        assertThat(signatures.checked).isEqualTo(1);

        clock.step(Duration.ofSeconds(1));

        assertRejected(token, ProblemCode.TOKEN_EXPIRED);
    }

    @Test
    void noticesTheRevocationOfATokenItRemembers() {
        String token = token("j-1");
        verifier.verify(token);

        revoked.add("j-1");

        assertRejected(token, ProblemCode.TOKEN_REVOKED);
    }

    @Test
    void remembersNothingThatItRefused() {
        String token = token("j-1");
        String forged = token.substring(0, token.length() - 4) + "AAAA";

        assertRejected(forged, ProblemCode.INVALID_TOKEN);
        assertRejected(forged, ProblemCode.INVALID_TOKEN);

        assertThat(signatures.checked).isEqualTo(2);
    }

    private void assertRejected(String token, ProblemCode code) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        TokenRejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    private String token(String id) {
        Instant now = clock.instant();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://issuer.example")
                        .audience("cauce")
                        .subject("s")
                        .claim("client_id", "c")
                        .claim("tenant", "t")
                        .jwtID(id)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(60))))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException cause) {
            throw new AssertionError(cause);
        }
        return token.serialize();
    }

    private static final class CountedSignatures extends DefaultJWTProcessor<SecurityContext> {

        private int checked;

        CountedSignatures(RSAKey key) {
            setJWSKeySelector(
                    new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(new JWKSet(key))));
            setJWTClaimsSetVerifier(null);
        }

        @Override
        public JWTClaimsSet process(String token, SecurityContext context)
                throws ParseException, BadJOSEException, JOSEException {
            checked++;
            return super.process(token, context);
        }
    }
}
