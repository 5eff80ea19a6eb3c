package dev.cauce.query.invoice;

import dev.cauce.contracts.invoice.CreditNoteView;
import dev.cauce.contracts.invoice.InvoiceLineView;
import dev.cauce.contracts.invoice.InvoiceView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** An invoice as {@link InvoicesProjection} keeps it; credit notes by their ids. */
record InvoiceDocument(
        @Id String id,
        String invoiceId,
        String accountId,
        String subscriptionId,
        String reason,
        String status,
        @Nullable String number,
        String currency,
        List<InvoiceLineView> lines,
        long subtotalMinor,
        long taxMinor,
        long totalMinor,
        long dueMinor,
        long creditedMinor,
        @Nullable Map<String, CreditNoteView> creditNotes,
        Instant draftedAt,
        @Nullable Instant finalisedAt,
        @Nullable Instant dueAt,
        @Nullable Instant paidAt,
        @Nullable Instant voidedAt,
        @Nullable Instant uncollectibleAt,
        Map<String, Long> seen) {

    InvoiceView view() {
        return new InvoiceView(
                invoiceId,
                accountId,
                subscriptionId,
                reason,
                status,
                number,
                currency,
                lines,
                subtotalMinor,
                taxMinor,
                totalMinor,
                dueMinor,
                creditedMinor,
                creditNotes == null
                        ? List.of()
                        : creditNotes.values().stream()
                                .sorted(Comparator.comparing(CreditNoteView::issuedAt)
                                        .thenComparing(CreditNoteView::number))
                                .toList(),
                draftedAt,
                finalisedAt,
                dueAt,
                paidAt,
                voidedAt,
                uncollectibleAt,
                seen.getOrDefault(InvoicesProjection.INVOICE, 0L));
    }
}
