package dev.cauce.contracts.payment;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** An attempt on a card was let through the limits of its network; it counts for as long as they look back. */
@Revision("1")
public record CardAttemptCounted(
        TenantId tenantId,
        String cardFingerprint,
        CardBrand brand,
        String currency,
        long amountMinor,
        String idempotencyKey,
        Instant attemptedAt)
        implements CardEvent {}
