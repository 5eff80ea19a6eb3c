package dev.cauce.sagas.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.subscription.StartTrial;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;

/**
 * The trial that a new account starts with, from the configuration. The id of its subscription follows from the
 * account, so that asking again starts no second one.
 */
public record FirstTrial(PlanId planId, String currency, BillingInterval interval) {

    StartTrial of(TenantId tenantId, AccountId accountId) {
        return new StartTrial(tenantId, new SubscriptionId(accountId.value()), accountId, planId, currency, interval);
    }
}
