package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The time of an approved version has come. Where it holds already nothing happens. */
@RequiresPermission(Permission.RETENTION_DRIVE)
public record ApplyRetentionPolicy(@NotNull @Valid TenantId tenantId) implements RetentionPolicyCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("retention-policy", tenantId, "current");
    }
}
