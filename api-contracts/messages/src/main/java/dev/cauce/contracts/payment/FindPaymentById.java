package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The payment, or nothing. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("payments")
public record FindPaymentById(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid PaymentId paymentId)
        implements PaymentQuery, Query<PaymentView> {
    @Override
    public Class<PaymentView> resultType() {
        return PaymentView.class;
    }
}
