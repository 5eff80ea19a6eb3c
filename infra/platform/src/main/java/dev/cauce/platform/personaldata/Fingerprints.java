package dev.cauce.platform.personaldata;

import dev.cauce.contracts.tenant.TenantId;

/** Keyed hashes (HMAC-SHA-256, a key per tenant), by which a personal value can be found and never read. */
public interface Fingerprints {

    /** The fingerprint of a value for one purpose, 43 characters of URL-safe Base64; the same value gives the same. */
    String of(TenantId tenantId, String purpose, String value);
}
