package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.OfAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invoice as it is shown; amounts in minor units of its currency. */
public record InvoiceView(
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
        List<CreditNoteView> creditNotes,
        Instant draftedAt,
        @Nullable Instant finalisedAt,
        @Nullable Instant dueAt,
        @Nullable Instant paidAt,
        @Nullable Instant voidedAt,
        @Nullable Instant uncollectibleAt,
        long version)
        implements OfAccount {}
