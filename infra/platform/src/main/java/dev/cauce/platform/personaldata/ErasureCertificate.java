package dev.cauce.platform.personaldata;

import dev.cauce.contracts.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.SecretKey;

/**
 * The proof that a subject's key was destroyed.
 *
 * @param erasedAt when the erasure holds, as given by whoever asked first
 * @param keyFingerprint URL-safe Base64 of {@code SHA-256("cauce:subject-key:1|" | key)}, 43 characters;
 *     {@link #NO_KEY} where the subject never had a key. A key found later, in a forgotten backup say, can be
 *     recognised by it
 * @param certificateId see {@link #idFor}
 */
public record ErasureCertificate(
        TenantId tenantId, String subject, Instant erasedAt, String keyFingerprint, String certificateId) {

    /** Stands for the fingerprint where nothing personal was ever encrypted. */
    public static final String NO_KEY = "none";

    /**
     * The id of the certificate for this subject, known before the erasure, since a subject is erased once: URL-safe
     * Base64 of {@code SHA-256("cauce:erasure:1|tenantId|subject")}, 43 characters. The event that records the erasure
     * names it, and anybody can compute it again.
     */
    public static String idFor(TenantId tenantId, String subject) {
        return digest(("cauce:erasure:1|" + tenantId.value() + "|" + subject).getBytes(StandardCharsets.UTF_8));
    }

    /** The fingerprint of a subject's key; the key cannot be found from it. */
    public static String fingerprintOf(SecretKey key) {
        byte[] prefix = "cauce:subject-key:1|".getBytes(StandardCharsets.UTF_8);
        byte[] encoded = key.getEncoded();
        byte[] input = new byte[prefix.length + encoded.length];
        System.arraycopy(prefix, 0, input, 0, prefix.length);
        System.arraycopy(encoded, 0, input, prefix.length, encoded.length);
        return digest(input);
    }

    private static String digest(byte[] input) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(input));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
