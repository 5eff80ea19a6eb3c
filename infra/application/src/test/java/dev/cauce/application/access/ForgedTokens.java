package dev.cauce.application.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.cauce.application.identity.TokenForge;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tokens of an administrator that are right but for one thing each. */
final class ForgedTokens {

    private ForgedTokens() {}

    static Map<String, String> all(TokenForge forge, String tenant) {
        UnaryOperator<JWTClaimsSet.Builder> admin =
                claims -> claims.claim("tenant", tenant).claim("roles", List.of("admin"));
        Map<String, String> forged = new LinkedHashMap<>();
        String good = forge.token(admin);
        String[] parts = good.split("\\.");
        forged.put("no algorithm", encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
        forged.put("no signature", parts[0] + "." + parts[1] + ".");
        forged.put("another's claims", parts[0] + "." + forge.token().split("\\.")[1] + "." + parts[2]);
        forged.put(
                "expired",
                forge.token(claims -> admin.apply(claims)
                        .issueTime(Date.from(Instant.now().minusSeconds(7200)))
                        .expirationTime(Date.from(Instant.now().minusSeconds(3600)))));
        forged.put(
                "not valid yet",
                forge.token(claims -> admin.apply(claims)
                        .notBeforeTime(Date.from(Instant.now().plusSeconds(3600)))));
        forged.put("wrong audience", forge.token(claims -> admin.apply(claims).audience("another")));
        forged.put("wrong issuer", forge.token(claims -> admin.apply(claims).issuer("https://evil.invalid")));
        forged.put("no tenant", forge.token(claims -> admin.apply(claims).claim("tenant", null)));
        forged.put(
                "a path for a tenant", forge.token(claims -> admin.apply(claims).claim("tenant", "../" + tenant)));
        forged.put("an identity token", forge.token(admin, header -> header.type(JOSEObjectType.JWT)));
        forged.put("no token at all", "anything");
        try {
            RSAKey stranger =
                    new RSAKeyGenerator(2048).keyID(forge.key().getKeyID()).generate();
            forged.put("a stranger's key", new TokenForge(stranger, "http://127.0.0.1:0").token(admin));
            forged.put(
                    "our public key as a secret",
                    forge.sign(
                            admin,
                            header -> header,
                            JWSAlgorithm.HS256,
                            new MACSigner(forge.key().toRSAPublicKey().getEncoded())));
        } catch (JOSEException cause) {
            throw new AssertionError(cause);
        }
        return forged;
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
