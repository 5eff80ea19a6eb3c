package dev.cauce.contracts.invoice;

/** Where the money of a credit note goes. */
public enum CreditNoteKind {
    /** To the account's credit, which the next invoice consumes; at most what the invoice was paid. */
    CREDIT,
    /** Back by the payments that the invoice was paid with; at most what they brought. */
    REFUND,
    /** Off what is due on the invoice; at most that. */
    OFFSET
}
