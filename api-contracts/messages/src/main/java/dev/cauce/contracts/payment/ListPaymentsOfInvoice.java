package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The payments of an invoice, the oldest first. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("payments")
public record ListPaymentsOfInvoice(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid InvoiceId invoiceId)
        implements PaymentQuery, Query<PaymentList> {
    @Override
    public Class<PaymentList> resultType() {
        return PaymentList.class;
    }
}
