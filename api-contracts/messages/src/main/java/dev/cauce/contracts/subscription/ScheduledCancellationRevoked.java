package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The subscription goes on beyond the end that was scheduled. */
@Revision("1")
public record ScheduledCancellationRevoked(TenantId tenantId, SubscriptionId subscriptionId, AccountId accountId)
        implements SubscriptionEvent {}
