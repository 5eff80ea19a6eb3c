package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Takes a role away. Taking away what is not there changes nothing. */
@RequiresPermission(Permission.IDENTITY_WRITE)
public record RevokeRole(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid UserId userId,
        @NotNull Role role) implements UserCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("user", tenantId, userId);
    }
}
