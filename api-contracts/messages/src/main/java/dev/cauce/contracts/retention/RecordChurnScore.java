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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * Reports that the risk of an account is in another band than the last recorded one. {@code afterRecords} says how many
 * records the reporter has seen: with another count the aggregate knows better, and nothing happens.
 */
@RequiresPermission(Permission.MODEL_REPORT)
public record RecordChurnScore(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Min(0) long afterRecords,
        @NotNull ChurnBand band,
        @DecimalMin("0.0") @DecimalMax("1.0") double score,
        @NotNull @Size(max = 5) List<@NotNull @Valid ChurnReason> reasons,
        @NotBlank @Size(max = 200) String modelVersion,
        @NotBlank @Size(max = 128) String featureHash,
        @NotNull Instant asOf,
        @NotNull @Size(max = 100) List<@NotNull @Valid SubscriptionId> subscriptionIds,
        @NotBlank @Pattern(regexp = StreamId.PART) String policyVersion)
        implements ChurnScoreCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("churn-score", tenantId, accountId);
    }
}
