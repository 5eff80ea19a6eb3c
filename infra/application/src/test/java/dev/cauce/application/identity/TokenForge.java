package dev.cauce.application.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes access tokens that are right but for what a test changes. */
public final class TokenForge {

    private final RSAKey key;
    private final String issuer;

    public TokenForge(RSAKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    /** With the embedded issuer's own key. */
    public static TokenForge of(SigningKeys keys, String issuer) {
        return new TokenForge(keys.current(), issuer);
    }

    public RSAKey key() {
        return key;
    }

    public String token() {
        return token(claims -> claims);
    }

    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return token(change, header -> header);
    }

    public String token(UnaryOperator<JWTClaimsSet.Builder> change, UnaryOperator<JWSHeader.Builder> header) {
        try {
            return sign(change, header, JWSAlgorithm.RS256, new RSASSASigner(key));
        } catch (JOSEException cause) {
            throw new AssertionError(cause);
        }
    }

    public String sign(
            UnaryOperator<JWTClaimsSet.Builder> change,
            UnaryOperator<JWSHeader.Builder> header,
            JWSAlgorithm algorithm,
            JWSSigner signer) {
        SignedJWT token = new SignedJWT(
                header.apply(new JWSHeader.Builder(algorithm)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID(key.getKeyID()))
                        .build(),
                change.apply(right()).build());
        try {
            token.sign(signer);
        } catch (JOSEException cause) {
            throw new AssertionError(cause);
        }
        return token.serialize();
    }

    public JWTClaimsSet.Builder right() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("cauce")
                .subject("s-1")
                .claim("client_id", "c-1")
                .claim("tenant", "other")
                .claim("roles", List.of("support"))
                .jwtID("j-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }
}
