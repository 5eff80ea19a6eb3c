package dev.cauce.contracts.payment;

/** How far a payment has come. */
public enum PaymentStatus {
    /** An attempt is with the gateway. */
    PENDING,
    /** The outcome of an attempt is unknown and is asked for. */
    UNKNOWN,
    /** It was asked for often enough; a person looks into it. */
    UNRESOLVED,
    SUCCEEDED,
    FAILED
}
