package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Lets a suspended tenant in again. */
@RequiresPermission(Permission.TENANT_WRITE)
public record ResumeTenant(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid TenantId managedTenantId) implements TenantCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("tenant", tenantId, managedTenantId);
    }
}
