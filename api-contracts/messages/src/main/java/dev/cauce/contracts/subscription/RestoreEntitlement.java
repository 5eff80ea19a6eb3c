package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Gives the customer the whole service again. Restoring again changes nothing. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RestoreEntitlement(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid SubscriptionId subscriptionId)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
