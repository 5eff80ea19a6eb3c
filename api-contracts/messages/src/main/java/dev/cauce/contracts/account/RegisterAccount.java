package dev.cauce.contracts.account;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Registers a customer company. {@code customerSince} is set for an imported customer that has a history. */
@RequiresPermission(Permission.ACCOUNT_WRITE)
public record RegisterAccount(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @PersonalData @NotBlank @Size(max = 200) String companyName,
        @PersonalData @Nullable @Size(max = 200) String contactName,
        @PersonalData @NotBlank @Email @Size(max = 254) String email,
        @NotBlank @TimeZoneId String timeZone,
        @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
        @NotNull Origin origin,
        @Nullable Instant customerSince,
        @PersonalData @NotNull @Valid Attributes attributes)
        implements AccountCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("account", tenantId, accountId);
    }
}
