package dev.cauce.sagas.payment.effects;

import org.jspecify.annotations.Nullable;

/**
 * Where money is taken and given back. A key stands for one effect: asking again under it gives the first answer and
 * takes nothing more, for as long as the gateway knows the key.
 */
public interface PaymentGateway {

    /** Asks for money. Where it is not known what became of it, the answer is {@link Outcome.Unknown}. */
    Outcome charge(Charge charge);

    /** What became of the charge under the key. */
    Outcome find(String tenantId, String idempotencyKey);

    /**
     * Gives money back.
     *
     * @throws GatewayAway where it is not known whether it did; asking again under the same key gives back once
     */
    RefundOutcome refund(Refund refund);

    /** A charge; the amount is in minor units. */
    record Charge(String tenantId, String idempotencyKey, String gatewayToken, String currency, long amountMinor) {}

    /** A refund of a charge that succeeded; the amount is in minor units. */
    record Refund(String tenantId, String idempotencyKey, String gatewayPaymentId, String currency, long amountMinor) {}

    /** What became of a charge. */
    sealed interface Outcome {

        /** The money was taken. */
        record Succeeded(String gatewayPaymentId) implements Outcome {}

        /**
         * No money was taken.
         *
         * @param networkCode the response code of the card's network, where the gateway tells it
         * @param adviceCode the advice of the card's network, where it gives one
         */
        record Declined(
                String declineCode,
                @Nullable String networkCode,
                @Nullable String adviceCode) implements Outcome {}

        /** It is not known. */
        record Unknown() implements Outcome {}

        /** The gateway never got it. */
        record NotReceived() implements Outcome {}
    }

    /** What became of a refund: {@code code} says why not, and is null where the money went back. */
    record RefundOutcome(@Nullable String code) {}

    /** The gateway cannot be reached, or did not answer. */
    final class GatewayAway extends RuntimeException {

        public GatewayAway(Throwable cause) {
            super("The payment gateway did not answer: " + cause.getClass().getSimpleName(), cause);
        }
    }
}
