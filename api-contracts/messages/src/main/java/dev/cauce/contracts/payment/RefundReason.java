package dev.cauce.contracts.payment;

/** Why money goes back. */
public enum RefundReason {
    CUSTOMER_REQUEST,
    DUPLICATE,
    /** The payment succeeded when nothing was owed any more. */
    LATE_SUCCESS,
    /** A second attempt of the same payment turned out to have succeeded too. */
    SURPLUS,
    OTHER
}
