package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/**
 * Asks for money for an invoice, by the methods in their order of fallback: subscription, the customer's default,
 * others. Asking again for the same payment changes nothing.
 */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RequestPayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PaymentId paymentId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @Positive @Max(1_000_000_000_000L) long amountMinor)
        implements PaymentCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment", tenantId, paymentId);
    }
}
