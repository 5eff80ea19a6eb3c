package dev.cauce.contracts.dunning;

/** What happens when the window of a policy is over and the invoice is still open. */
public enum FinalAction {
    /** Nothing: the invoice stays open and the subscription goes on. */
    KEEP,
    /** The subscription is cancelled. */
    CANCEL,
    /** The subscription is cancelled and the invoice is uncollectible. */
    WRITE_OFF
}
