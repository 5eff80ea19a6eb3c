package dev.cauce.contracts.model;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The current churn model, or nothing. */
@RequiresPermission(Permission.RISK_READ)
@ReadsFrom("churn-models")
public record FindChurnModel(@NotNull @Valid TenantId tenantId) implements ModelQuery, Query<ChurnModelView> {
    @Override
    public Class<ChurnModelView> resultType() {
        return ChurnModelView.class;
    }
}
