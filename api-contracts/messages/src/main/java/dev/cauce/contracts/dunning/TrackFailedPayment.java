package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment of an invoice failed: opens its case, or decides what is next in it. The same failure again changes
 * nothing.
 */
@RequiresPermission(Permission.BILLING_DRIVE)
public record TrackFailedPayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull @Valid PaymentId paymentId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull DeclineKind kind,
        @NotBlank @Size(max = 64) String declineCode,
        @Nullable @Size(max = 200) String cardFingerprint,
        @Nullable Instant retryNotBefore)
        implements DunningCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("dunning", tenantId, invoiceId);
    }
}
