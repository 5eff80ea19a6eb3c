package dev.cauce.command.invoice;

import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the lines of a draft must be like. */
final class InvoiceLines {

    /** A thousand lines of it are far from where a sum would wrap. */
    private static final long MOST_MINOR = 1_000_000_000_000L;

    private InvoiceLines() {}

    /**
     * Lets pass lines of which a total can be made.
     *
     * @return their sum before tax
     * @throws Rejected with {@code INVOICE_LINE_INVALID} or {@code INVOICE_TOTAL_OUT_OF_RANGE}
     */
    static long subtotal(List<InvoiceLine> lines) {
        Set<String> ids = new HashSet<>();
        long sum = 0;
        for (InvoiceLine line : lines) {
            long amount = line.amountMinor();
            boolean credit = line.kind() == InvoiceLineKind.PRORATION_CREDIT;
            if (credit ? amount > 0 : amount < 0) {
                throw invalid("Only a credit is negative, and a credit is never positive.");
            }
            if (amount > MOST_MINOR || amount < -MOST_MINOR) {
                throw invalid("An amount is beyond " + MOST_MINOR + ".");
            }
            if (line.from().isAfter(line.to())) {
                throw invalid("A line ends before it begins.");
            }
            if (!ids.add(line.lineId())) {
                throw invalid("Two lines have the same id.");
            }
            sum = Math.addExact(sum, amount);
        }
        refuseOutOfRange(sum);
        return sum;
    }

    /**
     * Lets pass a total that can be asked for.
     *
     * @throws Rejected with {@code INVOICE_TOTAL_OUT_OF_RANGE}
     */
    static void refuseOutOfRange(long totalMinor) {
        if (totalMinor < 0 || totalMinor > MOST_MINOR) {
            throw new Rejected(
                    ErrorCode.INVOICE_TOTAL_OUT_OF_RANGE, "An invoice's total lies between 0 and " + MOST_MINOR + ".");
        }
    }

    private static Rejected invalid(String message) {
        return new Rejected(ErrorCode.INVOICE_LINE_INVALID, message);
    }
}
