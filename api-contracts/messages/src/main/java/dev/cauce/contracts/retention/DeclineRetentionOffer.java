package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The customer does not want the offer. */
@RequiresPermission(Permission.RETENTION_WRITE)
public record DeclineRetentionOffer(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Min(1) int caseNumber,
        @Min(1) int offer)
        implements RetentionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("retention", tenantId, accountId);
    }
}
