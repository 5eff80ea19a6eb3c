package dev.cauce.contracts.invoice;

/** Where an invoice stands. */
public enum InvoiceStatus {
    /** Not receivable, without a number. */
    DRAFT,
    /** Finalised, with something due. */
    OPEN,
    /** Finalised, with nothing due. */
    PAID,
    /** Holds no more; nothing was paid. */
    VOID,
    /** Written off; what is due is taken all the same when it comes. */
    UNCOLLECTIBLE
}
