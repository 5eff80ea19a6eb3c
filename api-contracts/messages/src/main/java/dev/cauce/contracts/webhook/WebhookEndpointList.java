package dev.cauce.contracts.webhook;

import java.util.List;

/** Endpoints. */
public record WebhookEndpointList(List<WebhookEndpointView> items) {}
