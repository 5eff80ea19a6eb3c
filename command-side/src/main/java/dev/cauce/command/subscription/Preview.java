package dev.cauce.command.subscription;

import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.platform.command.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a change would charge. It goes through the answer of a command, which holds texts alone: each line is one, in
 * the order of its components.
 *
 * @param effectiveAt when the change would hold; nothing where none was asked for
 * @param now the lines charged at once, none where nothing is
 * @param next the lines of the charge after that
 * @param nextAt when that charge is due; nothing where it waits for somebody, as in a pause
 */
public record Preview(
        @Nullable Instant effectiveAt,
        List<InvoiceLine> now,
        List<InvoiceLine> next,
        @Nullable Instant nextAt) {

    private static final String NOW = "now.";
    private static final String NEXT = "next.";

    /** The sum of lines. */
    public static long total(List<InvoiceLine> lines) {
        return lines.stream().mapToLong(InvoiceLine::amountMinor).reduce(0, Math::addExact);
    }

    Answer answer(Object subscriptionId, Object status) {
        Map<String, String> values = new TreeMap<>();
        values.put("subscriptionId", subscriptionId.toString());
        values.put("status", status.toString());
        if (effectiveAt != null) {
            values.put("effectiveAt", effectiveAt.toString());
        }
        if (nextAt != null) {
            values.put("nextAt", nextAt.toString());
        }
        put(values, NOW, now);
        put(values, NEXT, next);
        return new Answer(values);
    }

    /** The preview that an answer holds. */
    public static Preview in(Answer answer) {
        Map<String, String> values = answer.values();
        return new Preview(
                instant(values.get("effectiveAt")),
                lines(values, NOW),
                lines(values, NEXT),
                instant(values.get("nextAt")));
    }

    private static void put(Map<String, String> values, String prefix, List<InvoiceLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            InvoiceLine line = lines.get(i);
            values.put(
                    prefix + i,
                    String.join(
                            " ",
                            line.lineId(),
                            line.kind().name(),
                            line.planId().value(),
                            Long.toString(line.quantity()),
                            Long.toString(line.unitAmountMinor()),
                            line.from().toString(),
                            line.to().toString(),
                            Long.toString(line.amountMinor())));
        }
    }

    private static List<InvoiceLine> lines(Map<String, String> values, String prefix) {
        List<InvoiceLine> lines = new ArrayList<>();
        String value = values.get(prefix + 0);
        while (value != null) {
            String[] parts = value.split(" ", -1);
            lines.add(new InvoiceLine(
                    parts[0],
                    InvoiceLineKind.valueOf(parts[1]),
                    new PlanId(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]),
                    Instant.parse(parts[5]),
                    Instant.parse(parts[6]),
                    Long.parseLong(parts[7])));
            value = values.get(prefix + lines.size());
        }
        return lines;
    }

    private static @Nullable Instant instant(@Nullable String value) {
        return value == null ? null : Instant.parse(value);
    }
}
