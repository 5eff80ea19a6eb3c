package dev.cauce.contracts.model;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of churn risks. */
@RequiresPermission(Permission.RISK_READ)
@ReadsFrom("churn-scores")
public record ListChurnRisks(
        @NotNull @Valid TenantId tenantId,

        @Nullable @Pattern(regexp = "LOW|MEDIUM|HIGH|CRITICAL")
        String band,

        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements ModelQuery, Query<ChurnRiskPage> {
    @Override
    public Class<ChurnRiskPage> resultType() {
        return ChurnRiskPage.class;
    }
}
