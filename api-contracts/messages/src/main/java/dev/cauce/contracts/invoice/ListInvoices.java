package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of invoices, the latest first. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("invoices")
public record ListInvoices(
        @NotNull @Valid TenantId tenantId,
        @Nullable InvoiceStatus status,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements InvoiceQuery, Query<InvoicePage> {
    @Override
    public Class<InvoicePage> resultType() {
        return InvoicePage.class;
    }
}
