package dev.cauce.contracts.webhook;

/** What became of a message to an endpoint. */
public enum WebhookMessageStatus {
    /** It waits for its turn, or for its next attempt. */
    PENDING,
    /** It was answered with a 2xx. */
    DELIVERED,
    /** Every attempt failed. */
    FAILED,
    /** Its endpoint was disabled before it was delivered. */
    DISCARDED
}
