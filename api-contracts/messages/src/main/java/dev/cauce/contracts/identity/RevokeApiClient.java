package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Ends an API client. Revoking it again changes nothing. */
@RequiresPermission(Permission.IDENTITY_WRITE)
public record RevokeApiClient(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid ApiClientId apiClientId) implements ApiClientCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("api-client", tenantId, apiClientId);
    }
}
