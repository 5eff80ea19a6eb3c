package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What acting was worth, by policy version and day of measuring. */
@RequiresPermission(Permission.RETENTION_READ)
@ReadsFrom("retention-cases")
public record FindRetentionEffect(@NotNull @Valid TenantId tenantId)
        implements RetentionQuery, Query<RetentionEffectList> {
    @Override
    public Class<RetentionEffectList> resultType() {
        return RetentionEffectList.class;
    }
}
