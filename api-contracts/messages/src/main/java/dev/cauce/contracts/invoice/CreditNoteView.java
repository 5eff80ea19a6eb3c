package dev.cauce.contracts.invoice;

import java.time.Instant;

/** A credit note as it is shown; amounts in minor units of its invoice's currency. */
public record CreditNoteView(
        String creditNoteId,
        String number,
        String kind,
        String code,
        long subtotalMinor,
        long taxMinor,
        long totalMinor,
        Instant issuedAt) {}
