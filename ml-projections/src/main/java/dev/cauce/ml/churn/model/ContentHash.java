package dev.cauce.ml.churn.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over a sequence of values. Texts go in with their length before them, so that no two sequences run together
 * into the same bytes.
 */
public final class ContentHash {
    private static final int HEX_DIGITS = 32;

    private final MessageDigest digest = sha256();

    public ContentHash add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    public ContentHash add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        return this;
    }

    public ContentHash add(double number) {
        return add(Double.doubleToLongBits(number));
    }

    /** The first 128 bits as hex digits; ends this hash. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
