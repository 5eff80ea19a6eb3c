package dev.cauce.sagas.payment.effects;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what the gateway tells: HMAC-SHA-256 over the time and the body, in the header's form that Stripe made common,
 * {@code t=SECONDS,v1=HEX}. Each tenant has a secret of its own, derived from one by HMAC over its name, so that what
 * is signed for one tenant says nothing to another.
 */
public final class NotificationSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    /** @param secret at least 16 bytes */
    public NotificationSignature(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("The secret of payment notifications has at least 16 bytes.");
        }
        this.secret = secret.clone();
    }

    /** The tenant's own secret, for the gateway's settings, in hexadecimal. */
    public String secretOf(String tenantId) {
        return HexFormat.of().formatHex(hmac(secret, "payment-notifications|" + tenantId));
    }

    /** The header for a body, signed at a time. */
    public String header(String tenantId, Instant at, String body) {
        long seconds = at.getEpochSecond();
        return "t=" + seconds + ",v1="
                + HexFormat.of().formatHex(sign(secretOf(tenantId).getBytes(StandardCharsets.US_ASCII), seconds, body));
    }

    /** Whether one of the signatures in a header is that of the body at the header's time, under a secret. */
    static boolean matches(byte[] secret, SignedHeader header, String body) {
        byte[] expected = sign(secret, header.seconds(), body);
        boolean matches = false;
        for (byte[] signature : header.signatures()) {
            // All are compared, and each in constant time.
            matches |= MessageDigest.isEqual(expected, signature);
        }
        return matches;
    }

    private static byte[] sign(byte[] secret, long seconds, String body) {
        return hmac(secret, seconds + "." + body);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", impossible);
        }
    }
}
