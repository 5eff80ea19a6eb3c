package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The customer has no service any more; {@code cause} names what for.
 *
 * @param entitlement what is left; nothing where a pause or the end took it all, and this counts once that is over
 */
@Revision("1")
public record EntitlementSuspended(
        TenantId tenantId, SubscriptionId subscriptionId, AccountId accountId, Entitlement entitlement, String cause)
        implements SubscriptionEvent {}
