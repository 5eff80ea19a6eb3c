package dev.cauce.contracts.webhook;

/** What can be asked about this feature; see the permitted records. */
public sealed interface WebhookQuery
        permits FindWebhookEndpoint, ListWebhookEndpoints, ListWebhookMessages, ListWebhookEventTypes {}
