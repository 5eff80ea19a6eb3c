package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Makes the method the one that is tried first where a subscription has none of its own. */
@RequiresPermission(Permission.BILLING_WRITE)
public record ChooseDefaultPaymentMethod(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid PaymentMethodId paymentMethodId)
        implements PaymentMethodCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment-method", tenantId, accountId);
    }
}
