package dev.cauce.contracts.subscription;

/** The states a subscription can be in. */
public enum SubscriptionStatus {
    TRIALING,
    /** Waits for its first payment. */
    INCOMPLETE,
    ACTIVE,
    PAUSED,
    CANCELLED
}
