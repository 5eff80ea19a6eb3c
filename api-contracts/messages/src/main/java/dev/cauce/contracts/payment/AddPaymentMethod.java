package dev.cauce.contracts.payment;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Adds a method as the gateway knows it: its token and fingerprint, brand, last four digits and expiry of a card, and
 * no number ever. The first one is the default.
 */
@RequiresPermission(Permission.BILLING_WRITE)
public record AddPaymentMethod(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid PaymentMethodId paymentMethodId,
        @NotBlank @Size(max = 200) String gatewayToken,
        @NotBlank @Size(max = 200) String cardFingerprint,
        @NotNull CardBrand brand,
        @NotBlank @Pattern(regexp = "[0-9]{4}") String lastFour,
        @Min(1) @Max(12) int expiryMonth,
        @Min(2000) @Max(2100) int expiryYear,
        @Nullable @Valid SubscriptionId subscriptionId)
        implements PaymentMethodCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("payment-method", tenantId, accountId);
    }
}
