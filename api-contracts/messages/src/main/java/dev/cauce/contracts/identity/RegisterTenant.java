package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Takes a tenant in, with a first API client {@code admin} whose secret has this hash: through it the tenant makes all
 * others.
 */
@RequiresPermission(Permission.TENANT_WRITE)
public record RegisterTenant(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid TenantId managedTenantId,
        @NotBlank @Size(max = 200) String name,

        @NotBlank @Pattern(regexp = "sha256\\$[A-Za-z0-9_-]{22}\\$[A-Za-z0-9_-]{43}")
        String adminSecretHash)
        implements TenantCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("tenant", tenantId, managedTenantId);
    }
}
