package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * A payment of the invoice succeeded. It is recorded once per payment; a draft that it covers is finalised with it.
 * Money that the invoice does not ask for becomes the account's credit.
 */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RecordInvoicePayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull @Valid PaymentId paymentId,
        @Positive @Max(1_000_000_000_000L) long amountMinor)
        implements InvoiceCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("invoice", tenantId, invoiceId);
    }
}
