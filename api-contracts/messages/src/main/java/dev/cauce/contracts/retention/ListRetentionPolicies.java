package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The versions of the policy, by the time from which they hold. */
@RequiresPermission(Permission.RETENTION_READ)
@ReadsFrom("retention-cases")
public record ListRetentionPolicies(@NotNull @Valid TenantId tenantId)
        implements RetentionQuery, Query<RetentionPolicyList> {
    @Override
    public Class<RetentionPolicyList> resultType() {
        return RetentionPolicyList.class;
    }
}
