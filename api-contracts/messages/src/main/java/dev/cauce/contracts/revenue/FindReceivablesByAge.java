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
 * What all accounts of the tenant owe in a currency, by how long it has been due.
 *
 * @param asOf only what held by then counts; now where it is left out
 * @param knownAt only what was recorded by then counts; everything where it is left out
 */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("revenue")
public record FindReceivablesByAge(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @Nullable Instant asOf,
        @Nullable Instant knownAt)
        implements RevenueQuery, Query<ReceivablesByAgeView> {
    @Override
    public Class<ReceivablesByAgeView> resultType() {
        return ReceivablesByAgeView.class;
    }
}
