package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The subscription, or nothing. */
@RequiresPermission(Permission.SUBSCRIPTION_READ)
@ForCustomers(Reach.FOUND_ACCOUNT)
@ReadsFrom("subscriptions")
public record FindSubscriptionById(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid SubscriptionId subscriptionId)
        implements SubscriptionQuery, Query<SubscriptionView> {
    @Override
    public Class<SubscriptionView> resultType() {
        return SubscriptionView.class;
    }
}
