package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The customer has the whole service again.
 *
 * @param entitlement what is left; nothing where a pause or the end took it all, and this counts once that is over
 */
@Revision("1")
public record EntitlementRestored(
        TenantId tenantId, SubscriptionId subscriptionId, AccountId accountId, Entitlement entitlement)
        implements SubscriptionEvent {}
