package dev.cauce.query.payment;

import dev.cauce.contracts.payment.PaymentView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A payment as {@link PaymentsProjection} keeps it. */
record PaymentDocument(
        @Id String id,
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
        Map<String, Long> seen) {

    PaymentView view() {
        return new PaymentView(
                paymentId,
                invoiceId,
                accountId,
                subscriptionId,
                currency,
                amountMinor,
                status,
                attempts,
                paymentMethodId,
                declineKind,
                declineCode,
                retryNotBefore,
                refundedMinor,
                disputed,
                requestedAt,
                updatedAt,
                seen.getOrDefault(PaymentsProjection.PAYMENT, 0L));
    }
}
