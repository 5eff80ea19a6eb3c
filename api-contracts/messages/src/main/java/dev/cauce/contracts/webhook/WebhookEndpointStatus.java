package dev.cauce.contracts.webhook;

/** What an endpoint is. */
public enum WebhookEndpointStatus {
    ENABLED,
    DISABLED
}
