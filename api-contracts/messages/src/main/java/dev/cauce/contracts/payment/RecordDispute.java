package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/** Reports a stage of a dispute; each stage is recorded once, and nothing after the last. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RecordDispute(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PaymentId paymentId,
        @NotBlank @Pattern(regexp = StreamId.PART) String disputeId,
        @NotNull DisputeStage stage,
        @PositiveOrZero long amountMinor,

        @NotBlank @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_.-]+")
        String reason)
        implements PaymentCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment", tenantId, paymentId);
    }
}
