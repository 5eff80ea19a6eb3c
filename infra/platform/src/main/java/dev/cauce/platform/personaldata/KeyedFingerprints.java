package dev.cauce.platform.personaldata;

import dev.cauce.contracts.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * HMAC-SHA-256 over {@code purpose | 0x00 | value} in UTF-8, with the tenant's fingerprint key. The zero byte keeps
 * purposes apart: no purpose contains it. Values are taken as they are; normalising (an address to lower case, say) is
 * the caller's.
 */
public final class KeyedFingerprints implements Fingerprints {

    private final TenantKeys keys;

    public KeyedFingerprints(TenantKeys keys) {
        this.keys = keys;
    }

    @Override
    public String of(TenantId tenantId, String purpose, String value) {
        if (purpose.isEmpty() || purpose.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a purpose is not empty and has no zero character");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.fingerprintKey(tenantId));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
