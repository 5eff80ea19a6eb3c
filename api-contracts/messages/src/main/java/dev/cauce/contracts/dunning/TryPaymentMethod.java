package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The account has a new payment method: what is due is tried at once. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record TryPaymentMethod(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull @Valid PaymentMethodId paymentMethodId)
        implements DunningCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("dunning", tenantId, invoiceId);
    }
}
