package dev.cauce.contracts.invoice;

import java.time.Instant;

/** A line of an invoice as it is shown; see {@link InvoiceLine}, with its tax. */
public record InvoiceLineView(
        String lineId,
        String kind,
        String planId,
        long quantity,
        long unitAmountMinor,
        Instant from,
        Instant to,
        long amountMinor,
        int taxRatePpm,
        long taxMinor) {}
