package dev.cauce.contracts.subscription;

/** Why a subscription ended. */
public enum CancellationReason {
    CUSTOMER_REQUEST,
    PRICE,
    MISSING_FEATURE,
    COMPETITOR,
    TRIAL_EXPIRED,
    PAYMENT_FAILED,
    PAYMENT_TIMED_OUT,
    ACCOUNT_CLOSED,
    UNKNOWN
}
