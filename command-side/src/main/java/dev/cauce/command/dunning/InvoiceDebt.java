package dev.cauce.command.dunning;

import dev.cauce.contracts.subscription.ChargeReason;
import org.jspecify.annotations.Nullable;

/** What is still due on an invoice, in minor units of its currency. */
public record InvoiceDebt(@Nullable ChargeReason reason, String currency, long dueMinor) {

    static final InvoiceDebt NONE = new InvoiceDebt(null, "", 0);

    /** Whether it is the invoice of a first payment, which is nobody's debt before it is paid. */
    boolean isFirst() {
        return reason == ChargeReason.ACTIVATION;
    }

    boolean isSettled() {
        return dueMinor <= 0;
    }
}
