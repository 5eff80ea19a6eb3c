package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Ends a tenant: nobody of it comes in again. Its history stays. */
@RequiresPermission(Permission.TENANT_WRITE)
public record CloseTenant(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid TenantId managedTenantId) implements TenantCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("tenant", tenantId, managedTenantId);
    }
}
