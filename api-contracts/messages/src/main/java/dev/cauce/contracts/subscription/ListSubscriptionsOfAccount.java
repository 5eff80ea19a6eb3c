package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The subscriptions of an account. */
@RequiresPermission(Permission.SUBSCRIPTION_READ)
@ForCustomers(Reach.NAMED_ACCOUNT)
@ReadsFrom("subscriptions")
public record ListSubscriptionsOfAccount(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId)
        implements SubscriptionQuery, Query<SubscriptionList>, OfAccount {
    @Override
    public Class<SubscriptionList> resultType() {
        return SubscriptionList.class;
    }
}
