package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Moves the subscription to another plan, same currency and interval. */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record ChangePlan(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull @Valid PlanId planId) implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
