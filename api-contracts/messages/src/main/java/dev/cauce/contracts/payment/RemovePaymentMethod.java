package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Takes a method away; it is never charged again. Removing it again changes nothing. */
@RequiresPermission(Permission.BILLING_WRITE)
public record RemovePaymentMethod(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid PaymentMethodId paymentMethodId)
        implements PaymentMethodCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment-method", tenantId, accountId);
    }
}
