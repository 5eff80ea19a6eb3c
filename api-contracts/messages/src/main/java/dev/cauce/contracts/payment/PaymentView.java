package dev.cauce.contracts.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment with what became of it; amounts in minor units. */
public record PaymentView(
        String paymentId,
        String invoiceId,
        String accountId,
        String subscriptionId,
        String currency,
        long amountMinor,
        String status,
        int attempts,
        @Nullable String paymentMethodId,
        @Nullable String declineKind,
        @Nullable String declineCode,
        @Nullable Instant retryNotBefore,
        long refundedMinor,
        boolean disputed,
        Instant requestedAt,
        Instant updatedAt,
        long version) {}
