package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * Takes up a cancelled subscription again on the terms it had, at the plan's price of today, beginning with the first
 * payment. What was left of a credit still counts.
 */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record ReactivateSubscription(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid SubscriptionId subscriptionId)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
