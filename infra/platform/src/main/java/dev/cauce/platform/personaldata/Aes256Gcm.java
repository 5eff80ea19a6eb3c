package dev.cauce.platform.personaldata;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random 96-bit initialisation vector and a 128-bit tag. A
 * sealed text is {@code iv | ciphertext | tag}, 28 bytes longer than its plaintext. SP 800-38D allows 2^32 sealed texts
 * a key; a key here serves one person, or wraps the keys of one tenant.
 */
public final class Aes256Gcm {

    /** The length of a key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();
    // Looking the provider up costs more than encrypting an address.
    private static final Provider PROVIDER = provider();

    private Aes256Gcm() {}

    private static Provider provider() {
        try {
            return Cipher.getInstance(CIPHER).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in Galois/Counter Mode", e);
        }
    }

    /** A new random key. */
    public static SecretKey newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return key(bytes);
    }

    /** The key with these 32 bytes. */
    public static SecretKey key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("an AES-256 key has 32 bytes and not " + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** Encrypts the plaintext and authenticates it together with {@code context}, which is not part of the result. */
    public static byte[] seal(SecretKey key, byte[] plaintext, byte[] context) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv, 0, context);
            byte[] sealed = new byte[IV_BYTES + plaintext.length + TAG_BYTES];
            System.arraycopy(iv, 0, sealed, 0, IV_BYTES);
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, IV_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed to encrypt", e);
        }
    }

    /** Decrypts a sealed text; empty where key, context or a single bit differ from what it was sealed with. */
    public static Optional<byte[]> open(SecretKey key, byte[] sealed, byte[] context) {
        if (sealed.length < IV_BYTES + TAG_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, 0, context);
            return Optional.of(cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed to decrypt", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv, int offset, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER, PROVIDER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv, offset, IV_BYTES));
        cipher.updateAAD(context);
        return cipher;
    }
}
