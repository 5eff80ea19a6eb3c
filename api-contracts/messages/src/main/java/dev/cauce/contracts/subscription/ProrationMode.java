package dev.cauce.contracts.subscription;

/** What a change in the middle of a period does to the money of that period. */
public enum ProrationMode {
    /** Nothing: the new price counts from the next charge on. */
    NONE,
    /** Charges and credits by the day, on the next invoice. */
    CREATE_PRORATIONS,
    /** The same on an invoice of their own, at once; where they are a credit, on the next invoice. */
    INVOICE_NOW
}
