package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Lets nobody of the tenant in, until it is resumed. */
@RequiresPermission(Permission.TENANT_WRITE)
public record SuspendTenant(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid TenantId managedTenantId,
        @NotNull TenantSuspension reason) implements TenantCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("tenant", tenantId, managedTenantId);
    }
}
