package dev.cauce.platform.personaldata;

import dev.cauce.contracts.tenant.TenantId;
import javax.crypto.SecretKey;

/**
 * The keys of tenants. A tenant has a wrapping key in versions, which protects its subjects' keys at rest and can be
 * rotated, and one fingerprint key, which never changes, since fingerprints are compared across years. Both are made at
 * their first use. They are kept wrapped by a master key that comes from outside the store.
 */
public interface TenantKeys {

    /** Wraps a key with the tenant's current wrapping key, bound to what it is for; only the same use unwraps it. */
    WrappedKey wrap(TenantId tenantId, String use, SecretKey key);

    /**
     * Unwraps a key, whichever version wrapped it; a {@link KeyringFault} where it was damaged or meant for other use.
     */
    SecretKey unwrap(TenantId tenantId, String use, WrappedKey wrapped);

    /** The version that {@link #wrap} uses now; 1 for a tenant whose key was never rotated. */
    int currentVersion(TenantId tenantId);

    /**
     * Makes a new version of the wrapping key and answers with its number. Older versions stay for unwrapping; what
     * they wrap is wrapped anew when it is next used.
     */
    int rotate(TenantId tenantId);

    /** The tenant's key for HMAC-SHA-256 fingerprints; the same for ever. */
    SecretKey fingerprintKey(TenantId tenantId);
}
