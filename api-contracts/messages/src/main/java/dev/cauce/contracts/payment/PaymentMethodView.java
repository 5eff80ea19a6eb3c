package dev.cauce.contracts.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment method as it is shown. */
public record PaymentMethodView(
        String accountId,
        String paymentMethodId,
        String brand,
        String lastFour,
        int expiryMonth,
        int expiryYear,
        boolean defaultMethod,
        @Nullable String subscriptionId,
        Instant addedAt) {}
