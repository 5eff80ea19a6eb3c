package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Keeps the terms as they are: what was to change at the end of the period does not. */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record RevokeScheduledChange(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid SubscriptionId subscriptionId)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
