package dev.cauce.contracts.retention;

/** Why an offer does not stand any more, though nobody answered it and its time is not over. */
public enum OfferWithdrawal {
    ACCOUNT_CLOSED,
    PERSONAL_DATA_ERASED,
    SUBSCRIPTION_CANCELLED,
    /** The subscription was to end, and is not to end any more. */
    CANCELLATION_REVOKED
}
