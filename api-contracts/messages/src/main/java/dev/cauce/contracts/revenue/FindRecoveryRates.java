package dev.cauce.contracts.revenue;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What dunning brought back, by the month in which invoices were finalised (in the tenant's time zone) and the policy
 * under which their cases were opened.
 *
 * @param from the first month, such as {@code 2026-01}
 * @param to the last month, at most ten years later
 * @param asOf only what held by then counts; now where it is left out
 * @param knownAt only what was recorded by then counts; everything where it is left out
 */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("revenue")
public record FindRecoveryRates(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,

        @NotBlank @Pattern(regexp = "[12][0-9]{3}-(0[1-9]|1[0-2])")
        String from,

        @NotBlank @Pattern(regexp = "[12][0-9]{3}-(0[1-9]|1[0-2])")
        String to,

        @Nullable Instant asOf,
        @Nullable Instant knownAt)
        implements RevenueQuery, Query<RecoveryRatesView> {
    @Override
    public Class<RecoveryRatesView> resultType() {
        return RecoveryRatesView.class;
    }
}
