package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Keeps a user out for good: its API clients get no token any more, and tokens it has are refused. */
@RequiresPermission(Permission.IDENTITY_WRITE)
public record DisableUser(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid UserId userId) implements UserCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("user", tenantId, userId);
    }
}
