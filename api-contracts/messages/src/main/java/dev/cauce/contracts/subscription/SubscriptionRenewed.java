package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The next period began; {@code renewals} is their count so far. */
@Revision("1")
public record SubscriptionRenewed(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        Instant periodStart,
        Instant periodEnd,
        int renewals)
        implements SubscriptionEvent {}
