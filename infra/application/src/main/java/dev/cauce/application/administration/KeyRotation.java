package dev.cauce.application.administration;

import dev.cauce.adapters.keyring.Keyring;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import org.jspecify.annotations.Nullable;

/** Rotates the keys that sign tokens and those that wrap the keys of personal data. */
final class KeyRotation {

    private final @Nullable SigningKeys signing;
    private final Keyring keyring;

    /** @param signing null where tokens come from an issuer outside */
    KeyRotation(@Nullable SigningKeys signing, Keyring keyring) {
        this.signing = signing;
        this.keyring = keyring;
    }

    /**
     * What a rotation of a tenant's key did.
     *
     * @param version the one that wraps from now on
     * @param rewrapped keys of subjects that were wrapped anew
     * @param dropped versions that are gone
     */
    record Rotated(int version, long rewrapped, int dropped) {}

    void rotateSigningKey() {
        own().rotate();
    }

    String signingKey() {
        return own().currentId();
    }

    /** Repeated after a crash in between it makes one version more, which does no harm. */
    Rotated rotateTenantKey(TenantId tenantId) {
        int version = keyring.rotate(tenantId);
        long rewrapped = keyring.rewrapAll(tenantId);
        return new Rotated(version, rewrapped, keyring.dropUnused(tenantId));
    }

    Rotated standing(TenantId tenantId) {
        return new Rotated(keyring.currentVersion(tenantId), 0, 0);
    }

    private SigningKeys own() {
        if (signing == null) {
            throw new Rejected(
                    ErrorCode.ISSUED_ELSEWHERE, "Tokens come from an issuer outside, which has its own keys.");
        }
        return signing;
    }
}
