package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Service and billing stopped.
 *
 * @param unbilled all that the next charge is made of, besides the period
 */
@Revision("1")
public record SubscriptionPaused(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        Instant pausedAt,
        @Nullable Instant resumeAt,
        List<InvoiceLine> unbilled)
        implements SubscriptionEvent {}
