package dev.cauce.contracts.retention;

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
@RequiresPermission(Permission.RETENTION_READ)
@ReadsFrom("retention-cases")
public record ListRetentionCases(
        @NotNull @Valid TenantId tenantId,
        @Nullable RetentionGroup group,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements RetentionQuery, Query<RetentionCasePage> {
    @Override
    public Class<RetentionCasePage> resultType() {
        return RetentionCasePage.class;
    }
}
