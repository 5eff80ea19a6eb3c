package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Reports what the gateway said about an attempt; of each attempt it is recorded once. A success counts whenever it
 * comes.
 */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RecordPaymentOutcome(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PaymentId paymentId,
        @Min(1) int attempt,
        @NotNull GatewayAnswer answer,

        @Nullable @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_.-]+")
        String gatewayPaymentId,

        @Nullable @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_.-]+")
        String declineCode,

        @Nullable @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_.-]+")
        String networkCode,

        @Nullable @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_.-]+")
        String adviceCode)
        implements PaymentCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment", tenantId, paymentId);
    }
}
