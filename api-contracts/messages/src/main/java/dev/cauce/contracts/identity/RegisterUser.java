package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** Takes a person in as a user of the tenant. */
@RequiresPermission(Permission.IDENTITY_WRITE)
public record RegisterUser(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid UserId userId,
        @PersonalData @NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(max = 20) Set<@NotNull Role> roles)
        implements UserCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("user", tenantId, userId);
    }
}
