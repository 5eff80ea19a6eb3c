package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** How the tenant invoices; the default where it has set nothing. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("invoices")
public record FindInvoicingTerms(@NotNull @Valid TenantId tenantId) implements InvoiceQuery, Query<InvoicingTermsView> {
    @Override
    public Class<InvoicingTermsView> resultType() {
        return InvoicingTermsView.class;
    }
}
