package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The subscription ended. */
@Revision("1")
public record SubscriptionCancelled(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        CancellationReason reason,
        Instant cancelledAt)
        implements SubscriptionEvent {}
