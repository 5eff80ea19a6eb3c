package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of cases, the newest first. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("dunning-cases")
public record ListDunningCases(
        @NotNull @Valid TenantId tenantId,
        @Nullable DunningStatus status,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements DunningQuery, Query<DunningCasePage> {
    @Override
    public Class<DunningCasePage> resultType() {
        return DunningCasePage.class;
    }
}
