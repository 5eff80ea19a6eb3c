package dev.cauce.command.subscription;

import dev.cauce.contracts.invoice.InvoiceLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of the lines that a subscription owes goes onto one invoice, and what stays with it. All charges go; credits go,
 * the oldest first, as far as there is something to pay. The rest of a credit keeps its line's id for the next time.
 */
record Charge(List<InvoiceLine> lines, List<InvoiceLine> left) {

    static Charge of(List<InvoiceLine> owed) {
        long payable = owed.stream()
                .mapToLong(InvoiceLine::amountMinor)
                .filter(amount -> amount > 0)
                .reduce(0, Math::addExact);
        List<InvoiceLine> lines = new ArrayList<>();
        List<InvoiceLine> left = new ArrayList<>();
        for (InvoiceLine line : owed) {
            if (line.amountMinor() > 0) {
                lines.add(line);
                continue;
            }
            long used = Math.min(payable, -line.amountMinor());
            payable -= used;
            if (used > 0) {
                lines.add(of(line, -used));
            }
            if (used < -line.amountMinor()) {
                left.add(of(line, line.amountMinor() + used));
            }
        }
        return new Charge(List.copyOf(lines), List.copyOf(left));
    }

    /** What is left of the lines owed after a charge; lines that were only made with it are none of them. */
    static List<InvoiceLine> left(List<InvoiceLine> owed, List<InvoiceLine> charged) {
        Map<String, Long> amounts = new HashMap<>();
        charged.forEach(line -> amounts.put(line.lineId(), line.amountMinor()));
        return owed.stream()
                .map(line -> of(line, line.amountMinor() - amounts.getOrDefault(line.lineId(), 0L)))
                .filter(line -> line.amountMinor() != 0)
                .toList();
    }

    /** What is owed when a charge came to nothing: its credits count again. */
    static List<InvoiceLine> restored(List<InvoiceLine> owed, List<InvoiceLine> charged) {
        Map<String, InvoiceLine> lines = new LinkedHashMap<>();
        owed.forEach(line -> lines.put(line.lineId(), line));
        charged.stream()
                .filter(line -> line.amountMinor() < 0)
                .forEach(line -> lines.merge(
                        line.lineId(), line, (left, used) -> of(left, left.amountMinor() + used.amountMinor())));
        return List.copyOf(lines.values());
    }

    /** Never negative. */
    long total() {
        return lines.stream().mapToLong(InvoiceLine::amountMinor).reduce(0, Math::addExact);
    }

    private static InvoiceLine of(InvoiceLine line, long amountMinor) {
        return new InvoiceLine(
                line.lineId(),
                line.kind(),
                line.planId(),
                line.quantity(),
                line.unitAmountMinor(),
                line.from(),
                line.to(),
                amountMinor);
    }
}
