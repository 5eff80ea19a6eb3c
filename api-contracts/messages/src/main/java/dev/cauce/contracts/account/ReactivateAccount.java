package dev.cauce.contracts.account;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Gives a suspended account its service back. */
@RequiresPermission(Permission.ACCOUNT_WRITE)
public record ReactivateAccount(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId) implements AccountCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("account", tenantId, accountId);
    }
}
