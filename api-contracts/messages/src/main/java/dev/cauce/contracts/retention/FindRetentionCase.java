package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** A case of an account, or nothing. */
@RequiresPermission(Permission.RETENTION_READ)
@ReadsFrom("retention-cases")
public record FindRetentionCase(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Min(1) int caseNumber) implements RetentionQuery, Query<RetentionCaseView> {
    @Override
    public Class<RetentionCaseView> resultType() {
        return RetentionCaseView.class;
    }
}
