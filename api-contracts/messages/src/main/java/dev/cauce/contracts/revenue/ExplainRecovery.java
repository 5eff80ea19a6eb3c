package dev.cauce.contracts.revenue;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The events that one cell of {@link FindRecoveryRates} is made of; their sum is the cell.
 *
 * @param asOf only what held by then counts; now where it is left out
 * @param knownAt only what was recorded by then counts; everything where it is left out
 */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("revenue")
public record ExplainRecovery(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,

        @NotBlank @Pattern(regexp = "[12][0-9]{3}-(0[1-9]|1[0-2])")
        String month,

        @NotBlank @Pattern(regexp = StreamId.PART) String policyVersion,
        @NotNull RecoveryCell cell,
        @Nullable Instant asOf,
        @Nullable Instant knownAt,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements RevenueQuery, Query<RevenueExplanation> {
    @Override
    public Class<RevenueExplanation> resultType() {
        return RevenueExplanation.class;
    }
}
