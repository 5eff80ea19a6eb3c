package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An account has another payment method; {@code warnAt} is when to warn of its expiry. */
@Revision("1")
public record PaymentMethodAdded(
        TenantId tenantId,
        AccountId accountId,
        PaymentMethodId paymentMethodId,
        String gatewayToken,
        String cardFingerprint,
        CardBrand brand,
        String lastFour,
        int expiryMonth,
        int expiryYear,
        @Nullable SubscriptionId subscriptionId,
        Instant warnAt,
        Instant addedAt)
        implements PaymentMethodEvent {}
