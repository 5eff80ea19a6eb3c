package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The subscription moved to another plan and price. */
@Revision("1")
public record PlanChanged(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        PlanId previousPlanId,
        PlanId planId,
        String currency,
        BillingInterval interval,
        long amountMinor)
        implements SubscriptionEvent {}
