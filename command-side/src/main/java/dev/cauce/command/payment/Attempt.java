package dev.cauce.command.payment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentMethodId;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a payment.
 *
 * @param answer the last word of the gateway on it; null while there is none
 * @param gatewayPaymentId by which it can be refunded; known of a success alone
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
record Attempt(
        PaymentMethodId paymentMethodId,
        String gatewayToken,
        String cardFingerprint,
        CardBrand brand,
        String idempotencyKey,
        @Nullable GatewayAnswer answer,
        @Nullable String gatewayPaymentId) {

    static Attempt of(PaymentAttemptRequested event) {
        return new Attempt(
                event.paymentMethodId(),
                event.gatewayToken(),
                event.cardFingerprint(),
                event.brand(),
                event.idempotencyKey(),
                null,
                null);
    }

    Attempt answered(GatewayAnswer said, @Nullable String gatewayPayment) {
        return new Attempt(paymentMethodId, gatewayToken, cardFingerprint, brand, idempotencyKey, said, gatewayPayment);
    }
}
