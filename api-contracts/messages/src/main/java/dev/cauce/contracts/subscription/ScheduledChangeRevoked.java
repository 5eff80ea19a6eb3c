package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The terms stay as they are. */
@Revision("1")
public record ScheduledChangeRevoked(TenantId tenantId, SubscriptionId subscriptionId, AccountId accountId)
        implements SubscriptionEvent {}
