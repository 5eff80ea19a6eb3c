package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Reports what the gateway said about a refund; it is recorded once. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RecordRefundOutcome(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PaymentId paymentId,
        @NotNull @Valid RefundId refundId,
        @NotNull RefundAnswer answer,

        @Nullable @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_.-]+")
        String code)
        implements PaymentCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment", tenantId, paymentId);
    }
}
