package dev.cauce.contracts.model;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Reports that no model could be trained, and why. */
@RequiresPermission(Permission.MODEL_REPORT)
public record RecordChurnTrainingFailure(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Size(max = 64) String trainingId,
        @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String code)
        implements ModelCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("model", tenantId, "churn");
    }
}
