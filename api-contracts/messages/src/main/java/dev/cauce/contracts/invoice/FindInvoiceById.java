package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The invoice, or nothing. */
@RequiresPermission(Permission.BILLING_READ)
@ForCustomers(Reach.FOUND_ACCOUNT)
@ReadsFrom("invoices")
public record FindInvoiceById(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid InvoiceId invoiceId)
        implements InvoiceQuery, Query<InvoiceView> {
    @Override
    public Class<InvoiceView> resultType() {
        return InvoiceView.class;
    }
}
