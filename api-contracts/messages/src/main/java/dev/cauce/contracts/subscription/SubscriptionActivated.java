package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A trial became a paid subscription. */
@Revision("1")
public record SubscriptionActivated(
        TenantId tenantId, SubscriptionId subscriptionId, AccountId accountId, Instant periodStart, Instant periodEnd)
        implements SubscriptionEvent {}
