package dev.cauce.sagas.renewal;

import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.idempotency.RequestStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Spreads what is due at one moment over some minutes, by a hash of who it is for: 100,000 periods that end at midnight
 * are 111 renewals a second for a quarter of an hour. What is charged and for when does not depend on it.
 */
final class Spread {

    static final Duration WITHIN = Duration.ofMinutes(15);

    private Spread() {}

    /** The time at which what is due then is to be done; always the same for one subscription and time. */
    static Instant of(Instant due, TenantId tenantId, SubscriptionId subscriptionId) {
        byte[] hash = Base64.getUrlDecoder().decode(RequestStream.sha256(tenantId + "/" + subscriptionId));
        long bits = ((hash[0] & 0xFFL) << 16) | ((hash[1] & 0xFFL) << 8) | (hash[2] & 0xFFL);
        return due.plusMillis((bits * WITHIN.toMillis()) >> 24);
    }
}
