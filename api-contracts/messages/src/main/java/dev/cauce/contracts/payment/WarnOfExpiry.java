package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The time has come to warn that a card expires. Of no effect where the method is gone. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record WarnOfExpiry(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid PaymentMethodId paymentMethodId)
        implements PaymentMethodCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment-method", tenantId, accountId);
    }
}
