package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Destroys the key of what is personal of a user, and disables it. */
@RequiresPermission(Permission.USER_ERASE)
public record EraseUser(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid UserId userId) implements UserCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("user", tenantId, userId);
    }
}
