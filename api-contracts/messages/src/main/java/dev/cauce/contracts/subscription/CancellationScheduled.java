package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The subscription is to end. */
@Revision("1")
public record CancellationScheduled(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        CancellationReason reason,
        Instant effectiveAt)
        implements SubscriptionEvent {}
