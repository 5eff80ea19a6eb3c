package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** Gives money back; all refunds together never exceed the payment. The same refund again changes nothing. */
@RequiresPermission(Permission.BILLING_WRITE)
public record RefundPayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PaymentId paymentId,
        @NotNull @Valid RefundId refundId,
        @Positive @Max(1_000_000_000_000L) long amountMinor,
        @NotNull RefundReason reason)
        implements PaymentCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment", tenantId, paymentId);
    }
}
