package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The time has come to ask for an unknown outcome. Of no effect once the outcome is known. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record PollPayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PaymentId paymentId,
        @Min(1) int attempt,
        @Min(1) int poll) implements PaymentCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment", tenantId, paymentId);
    }
}
