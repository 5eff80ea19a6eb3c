package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * A payment of the invoice succeeded. It is recorded once per payment; a draft of an activation is finalised with it.
 */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RecordInvoicePayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull @Valid PaymentId paymentId,
        @Positive long amountMinor)
        implements InvoiceCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("invoice", tenantId, invoiceId);
    }
}
