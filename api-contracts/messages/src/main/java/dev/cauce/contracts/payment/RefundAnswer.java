package dev.cauce.contracts.payment;

/** What the gateway says about a refund. */
public enum RefundAnswer {
    SUCCEEDED,
    FAILED
}
