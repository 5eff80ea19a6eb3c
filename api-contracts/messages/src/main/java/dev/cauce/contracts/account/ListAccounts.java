package dev.cauce.contracts.account;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.personaldata.ReadsPersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of accounts that match every filter given; {@code text} is looked for in name, contact and e-mail. */
@RequiresPermission(Permission.ACCOUNT_READ)
@ReadsFrom("accounts")
@ReadsPersonalData
public record ListAccounts(
        @NotNull @Valid TenantId tenantId,
        @Nullable AccountStatus status,
        @Nullable @Valid PlanId planId,

        @Nullable @Size(max = 200) @Pattern(regexp = "[^\\x00-\\x1F]*", message = "must hold no control characters")
        String text,

        @NotNull AccountSort sort,
        @NotNull Direction direction,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements AccountQuery, Query<AccountPage> {
    @Override
    public Class<AccountPage> resultType() {
        return AccountPage.class;
    }
}
