package dev.cauce.contracts.model;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a churn model trained on rows cut as of a time, with cancellations within the horizon after it as the
 * outcome.
 */
@RequiresPermission(Permission.MODEL_TRAIN)
public record RequestChurnTraining(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Pattern(regexp = StreamId.PART) String trainingId,
        @Nullable Instant asOf,
        @Min(1) @Max(365) int horizonDays)
        implements ModelCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("model", tenantId, "churn");
    }
}
