package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an API client. Its secret never comes here: only a salted hash of it does. */
@RequiresPermission(Permission.IDENTITY_WRITE)
public record RegisterApiClient(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid ApiClientId apiClientId,
        @NotBlank @Size(max = 200) String name,
        @NotEmpty @Size(max = 20) Set<@NotNull Role> roles,
        @NotNull @Size(max = 100) Set<@NotNull @Valid AccountId> accounts,
        @Nullable @Valid UserId userId,
        boolean strongLogin,

        @NotBlank @Pattern(regexp = "sha256\\$[A-Za-z0-9_-]{22}\\$[A-Za-z0-9_-]{43}")
        String secretHash)
        implements ApiClientCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("api-client", tenantId, apiClientId);
    }
}
