package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Goes on beyond the end that was scheduled. */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record RevokeCancellation(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid SubscriptionId subscriptionId)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
