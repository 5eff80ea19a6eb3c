package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What all accounts of the tenant owe, by age. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("invoices")
public record FindReceivables(@NotNull @Valid TenantId tenantId) implements InvoiceQuery, Query<ReceivablesView> {
    @Override
    public Class<ReceivablesView> resultType() {
        return ReceivablesView.class;
    }
}
