package dev.cauce.platform.personaldata;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;

/** The token that proves that a mail address is read: it stands in the welcome mail and nowhere else. */
public final class EmailVerification {

    private EmailVerification() {}

    /**
     * The token of an account for the address it was registered with.
     *
     * @param emailFingerprint as on the event that registered the account
     */
    public static String token(
            Fingerprints fingerprints, TenantId tenantId, AccountId accountId, String emailFingerprint) {
        return fingerprints.of(tenantId, "email-verification", accountId + "|" + emailFingerprint);
    }
}
