package dev.cauce.contracts.model;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The churn risk of an account, or nothing. */
@RequiresPermission(Permission.RISK_READ)
@ReadsFrom("churn-scores")
public record FindChurnRisk(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId)
        implements ModelQuery, Query<ChurnRiskView> {
    @Override
    public Class<ChurnRiskView> resultType() {
        return ChurnRiskView.class;
    }
}
