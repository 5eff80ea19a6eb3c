package dev.cauce.command.payment;

import dev.cauce.contracts.payment.RefundAnswer;
import org.jspecify.annotations.Nullable;

/** A refund; {@code answer} is null while the gateway has said nothing. */
record Refund(long amountMinor, boolean surplus, @Nullable RefundAnswer answer) {

    /** Whether it counts against what may still be refunded. */
    boolean counts() {
        return !surplus && answer != RefundAnswer.FAILED;
    }

    Refund answered(RefundAnswer said) {
        return new Refund(amountMinor, surplus, said);
    }
}
