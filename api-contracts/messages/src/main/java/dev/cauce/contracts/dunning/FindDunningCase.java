package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The case of an invoice with its decisions, or nothing. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("dunning-cases")
public record FindDunningCase(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid InvoiceId invoiceId)
        implements DunningQuery, Query<DunningCaseView> {
    @Override
    public Class<DunningCaseView> resultType() {
        return DunningCaseView.class;
    }
}
