package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A risk was recorded in another band: opens a case, or decides that there is none. */
@RequiresPermission(Permission.RETENTION_DRIVE)
public record OpenRetentionCase(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Min(1) long recordNumber,
        @NotNull ChurnBand previousBand,
        @NotNull ChurnBand band,
        @DecimalMin("0.0") @DecimalMax("1.0") double score,
        @NotNull @Size(max = 5) List<@NotNull @Valid ChurnReason> reasons,
        @NotBlank @Size(max = 200) String modelVersion,
        @NotBlank @Size(max = 128) String featureHash,
        @NotNull @Size(max = 100) List<@NotNull @Valid SubscriptionId> subscriptionIds)
        implements RetentionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("retention", tenantId, accountId);
    }
}
