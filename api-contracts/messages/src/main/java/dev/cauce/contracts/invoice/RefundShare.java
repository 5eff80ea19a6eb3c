package dev.cauce.contracts.invoice;

import dev.cauce.contracts.payment.PaymentId;

/** What of a refund goes back by one payment, in minor units. */
public record RefundShare(PaymentId paymentId, long amountMinor) {}
