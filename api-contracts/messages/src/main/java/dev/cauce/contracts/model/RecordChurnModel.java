package dev.cauce.contracts.model;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** Reports a trained model; it becomes the current one. */
@RequiresPermission(Permission.MODEL_REPORT)
public record RecordChurnModel(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Size(max = 64) String trainingId,
        @NotBlank @Size(max = 200) String modelVersion,
        @NotNull Instant asOf,
        int horizonDays,
        long rows,
        double auc)
        implements ModelCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("model", tenantId, "churn");
    }
}
