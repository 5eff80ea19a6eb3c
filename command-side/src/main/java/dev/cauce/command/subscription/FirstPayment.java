package dev.cauce.command.subscription;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import java.util.List;

/**
 * The payment that activates a subscription.
 *
 * @param period the period that it pays
 * @param credits what it used of a credit, which comes back when it fails
 * @param confirmed whether it came
 */
record FirstPayment(InvoiceId invoiceId, BillingPeriod period, List<InvoiceLine> credits, boolean confirmed) {

    static FirstPayment of(SubscriptionCharged event) {
        InvoiceLine period = event.lines().stream()
                .filter(line -> line.kind() == InvoiceLineKind.PERIOD)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new IllegalStateException("An activation charges a period."));
        return new FirstPayment(
                event.invoiceId(),
                new BillingPeriod(period.from(), period.to()),
                event.lines().stream().filter(line -> line.amountMinor() < 0).toList(),
                false);
    }

    FirstPayment confirm() {
        return new FirstPayment(invoiceId, period, credits, true);
    }
}
