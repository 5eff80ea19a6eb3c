package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** An accepted offer could not be carried out; {@code code} is the error code that said no. */
@RequiresPermission(Permission.RETENTION_DRIVE)
public record ReportOfferFailed(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Min(1) int caseNumber,
        @Min(1) int offer,
        @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String code)
        implements RetentionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("retention", tenantId, accountId);
    }
}
