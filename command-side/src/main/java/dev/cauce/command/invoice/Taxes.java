package dev.cauce.command.invoice;

import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.LineTax;
import java.util.ArrayList;
import java.util.List;

/**
 * The tax of an invoice: reckoned on its subtotal and rounded once, half up, then allotted to the lines so that each
 * running sum is the rounded tax of the lines so far. No line is off by a whole minor unit, and none has tax of the
 * other sign.
 */
record Taxes(List<LineTax> lines, long totalMinor) {

    private static final long MILLION = 1_000_000;

    static Taxes of(List<InvoiceLine> lines, int ratePpm) {
        List<LineTax> taxes = new ArrayList<>(lines.size());
        long net = 0;
        long tax = 0;
        for (InvoiceLine line : lines) {
            net = Math.addExact(net, line.amountMinor());
            long taxSoFar = HalfUp.share(net, ratePpm, MILLION);
            taxes.add(new LineTax(line.lineId(), ratePpm, taxSoFar - tax));
            tax = taxSoFar;
        }
        return new Taxes(List.copyOf(taxes), tax);
    }
}
