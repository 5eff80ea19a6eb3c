package dev.cauce.contracts.invoice;

/** Where the credit of an account came from. */
public enum CreditSource {
    /** A credit note of the kind {@code CREDIT}. */
    CREDIT_NOTE,
    /** A payment beyond what was due, or one that came too late. */
    PAYMENT,
    /** An invoice was voided that had used credit. */
    VOIDED_INVOICE
}
