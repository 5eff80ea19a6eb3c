package dev.cauce.contracts.invoice;

/** What a line of an invoice is for. */
public enum InvoiceLineKind {
    /** A whole period, in advance or in arrears. */
    PERIOD,
    /** A part of a period that a change left to pay. */
    PRORATION_CHARGE,
    /** A part of a period that was paid and not used; its amount is negative. */
    PRORATION_CREDIT
}
