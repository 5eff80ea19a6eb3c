package dev.cauce.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets of API clients and their salted SHA-256. Slow hashes protect secrets that people choose; ours are 256 random
 * bits, which no search will find however fast the hash is, while a slow hash would let anybody who asks for tokens use
 * up the processor.
 */
public final class ClientSecrets {

    private static final String PREFIX = "sha256$";
    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private ClientSecrets() {}

    /** A new secret: 43 letters, digits, {@code -} and {@code _}. */
    public static String newSecret() {
        return BASE64.encodeToString(random(SECRET_BYTES));
    }

    /** {@code sha256$salt$hash}, both URL-safe Base64, with a salt of its own at each call. */
    public static String hash(CharSequence secret) {
        return hash(secret, random(SALT_BYTES));
    }

    /** Whether the hash is this secret's; false for what is no hash of ours. */
    public static boolean matches(CharSequence secret, String encoded) {
        if (!encoded.startsWith(PREFIX)) {
            return false;
        }
        int end = encoded.indexOf('$', PREFIX.length());
        if (end < 0) {
            return false;
        }
        byte[] salt = Base64.getUrlDecoder().decode(encoded.substring(PREFIX.length(), end));
        return MessageDigest.isEqual(
                hash(secret, salt).getBytes(StandardCharsets.US_ASCII), encoded.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(CharSequence secret, byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] hashed = digest.digest(secret.toString().getBytes(StandardCharsets.UTF_8));
            return PREFIX + BASE64.encodeToString(salt) + "$" + BASE64.encodeToString(hashed);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("Every Java runtime has SHA-256", cause);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
