package dev.cauce.command.dunning;

import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
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

    InvoiceDebt after(Object payload) {
        return switch (payload) {
            case InvoiceDrafted drafted -> new InvoiceDebt(drafted.reason(), drafted.currency(), 0);
            case InvoiceFinalised finalised ->
                new InvoiceDebt(finalised.reason(), finalised.currency(), finalised.totalMinor());
            case InvoicePaymentRecorded payment -> new InvoiceDebt(reason, payment.currency(), payment.dueMinor());
            case InvoicePaid paid -> new InvoiceDebt(paid.reason(), paid.currency(), 0);
            default -> this;
        };
    }
}
