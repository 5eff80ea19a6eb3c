package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** Service and billing go on with a new period. */
@Revision("1")
public record SubscriptionResumed(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        PlanId previousPlanId,
        SubscriptionTerms terms,
        BillingCycle cycle,
        Entitlement entitlement)
        implements SubscriptionEvent {}
