package dev.cauce.command.invoice;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.CreditedLine;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.LineCredit;
import dev.cauce.contracts.invoice.LineTax;
import dev.cauce.contracts.invoice.RefundShare;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of an invoice's lines and payments was credited, and may be still. The tax of a line is credited in step with
 * its amount, so that a line credited in parts gives back its tax to the cent.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Credits {

    /** A line as far as it matters here; {@code amountMinor} is before tax. */
    private record Line(long amountMinor, long taxMinor) {}

    private Map<String, Line> lines = new LinkedHashMap<>();
    private Map<String, Long> creditedByLine = new HashMap<>();
    private Map<String, Long> refundableByPayment = new LinkedHashMap<>();
    /** Tells a credit note that comes again from another one under its id. */
    private Map<String, String> contents = new HashMap<>();

    private long givenBackMinor;

    void evolve(InvoiceDrafted event) {
        Map<String, Long> taxes = new HashMap<>();
        for (LineTax tax : event.taxes()) {
            taxes.put(tax.lineId(), tax.taxMinor());
        }
        for (InvoiceLine line : event.lines()) {
            lines.put(line.lineId(), new Line(line.amountMinor(), taxes.getOrDefault(line.lineId(), 0L)));
        }
    }

    void paid(PaymentId paymentId, long amountMinor) {
        refundableByPayment.merge(paymentId.value(), amountMinor, Math::addExact);
    }

    void evolve(CreditNoteIssued event) {
        event.lines().forEach(line -> creditedByLine.merge(line.lineId(), line.amountMinor(), Math::addExact));
        event.refunds()
                .forEach(share ->
                        refundableByPayment.merge(share.paymentId().value(), -share.amountMinor(), Math::addExact));
        if (event.kind() != CreditNoteKind.OFFSET) {
            givenBackMinor = Math.addExact(givenBackMinor, event.totalMinor());
        }
        contents.put(
                event.creditNoteId().value(),
                content(
                        event.kind(),
                        event.code(),
                        event.lines().stream()
                                .map(line -> new LineCredit(line.lineId(), line.amountMinor()))
                                .toList()));
    }

    /**
     * Whether this very credit note was issued already.
     *
     * @throws Rejected with {@code ALREADY_EXISTS} where another one was under its id
     */
    boolean has(String creditNoteId, CreditNoteKind kind, String code, List<LineCredit> asked) {
        String known = contents.get(creditNoteId);
        if (known != null && !known.equals(content(kind, code, asked))) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "Another credit note of this invoice has this id.");
        }
        return known != null;
    }

    private static String content(CreditNoteKind kind, String code, List<LineCredit> lines) {
        return kind + " " + code + " " + lines;
    }

    /**
     * The lines with the tax that goes with them.
     *
     * @throws Rejected with {@code INVOICE_LINE_UNKNOWN}, {@code CREDIT_ABOVE_LINE}, or {@code INVALID_REQUEST} where a
     *     line is named twice
     */
    List<CreditedLine> credited(List<LineCredit> asked) {
        Map<String, CreditedLine> credited = new LinkedHashMap<>();
        for (LineCredit credit : asked) {
            Line line = lines.get(credit.lineId());
            if (line == null) {
                throw new Rejected(ErrorCode.INVOICE_LINE_UNKNOWN, "The invoice has no such line.");
            }
            long before = creditedByLine.getOrDefault(credit.lineId(), 0L);
            if (credit.amountMinor() > line.amountMinor() - before) {
                throw new Rejected(
                        ErrorCode.CREDIT_ABOVE_LINE,
                        "A credit may not be above what is left of its line, "
                                + Math.max(0, line.amountMinor() - before) + ".");
            }
            long tax = taxOf(line, before + credit.amountMinor()) - taxOf(line, before);
            if (credited.put(credit.lineId(), new CreditedLine(credit.lineId(), credit.amountMinor(), tax)) != null) {
                throw new Rejected(ErrorCode.INVALID_REQUEST, "A line is named twice.");
            }
        }
        return List.copyOf(credited.values());
    }

    private static long taxOf(Line line, long creditedMinor) {
        return creditedMinor == 0 ? 0 : HalfUp.share(line.taxMinor(), creditedMinor, line.amountMinor());
    }

    /** What may still be given back as credit, of what settled the invoice. */
    long creditableMinor(long settledMinor) {
        return settledMinor - givenBackMinor;
    }

    /** What may still be given back by the payments. */
    long refundableMinor(long settledMinor) {
        return Math.min(
                creditableMinor(settledMinor),
                refundableByPayment.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Divides a refund among the payments, the last one first: its method is the likeliest to work still. */
    List<RefundShare> shares(long refundMinor) {
        List<RefundShare> shares = new ArrayList<>();
        long left = refundMinor;
        for (Map.Entry<String, Long> payment : new ArrayList<>(refundableByPayment.entrySet()).reversed()) {
            long share = Math.min(left, payment.getValue());
            if (share > 0) {
                shares.add(new RefundShare(new PaymentId(payment.getKey()), share));
                left -= share;
            }
        }
        return shares;
    }
}
