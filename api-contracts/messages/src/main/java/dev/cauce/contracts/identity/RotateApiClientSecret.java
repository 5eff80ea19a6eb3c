package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Puts a new secret in the place of the old one, which is good for nothing from then on. */
@RequiresPermission(Permission.IDENTITY_WRITE)
public record RotateApiClientSecret(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid ApiClientId apiClientId,

        @NotBlank @Pattern(regexp = "sha256\\$[A-Za-z0-9_-]{22}\\$[A-Za-z0-9_-]{43}")
        String secretHash)
        implements ApiClientCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("api-client", tenantId, apiClientId);
    }
}
