package dev.cauce.contracts.account;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Erases the person behind the account: the key of everything personal is destroyed, the history stays. */
@RequiresPermission(Permission.ACCOUNT_ERASE)
public record ErasePersonalData(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId) implements AccountCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("account", tenantId, accountId);
    }
}
