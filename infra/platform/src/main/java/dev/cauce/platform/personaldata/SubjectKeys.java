package dev.cauce.platform.personaldata;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The keys of data subjects: one AES-256 key for each person within a tenant. A subject is in one of three states:
 * unknown, with a key, erased. Erased is for ever: an erased subject never gets a key again, whoever asks, so that a
 * late saga, a redelivered command or a repeated import cannot bring a person back.
 *
 * <p>A tenant is what {@link TenantId} allows; a subject has 1 to 256 printable ASCII characters without spaces.
 * Anything else is an {@link IllegalArgumentException}. A store that cannot answer, or whose content is damaged, is a
 * {@link KeyringFault}.
 */
public interface SubjectKeys {

    /**
     * The subject's key, made and durably stored before this returns where there was none; empty where it is erased.
     */
    Optional<SecretKey> getOrCreate(TenantId tenantId, String subject);

    /**
     * The subject's key; empty where it is erased. A subject that never had a key is a {@link KeyringFault} of reason
     * {@code KEY_MISSING}: every key is durable before its first ciphertext is, so that this is a lost or a wrong key
     * store, and reading on would turn a fault into an erasure.
     */
    Optional<SecretKey> find(TenantId tenantId, String subject);

    /**
     * Destroys the subject's key for good and leaves the proof of it. When this returns the key is gone from the store.
     * A repeated call changes nothing and answers with the first certificate.
     *
     * @param at when the erasure holds; written into the certificate
     */
    ErasureCertificate destroy(TenantId tenantId, String subject, Instant at);

    /** The certificate of an erased subject; empty where it has a key or is unknown. */
    Optional<ErasureCertificate> erasureOf(TenantId tenantId, String subject);
}
