package dev.cauce.contracts.webhook;

import java.util.List;

/** The public names of event types, sorted. */
public record WebhookEventTypeList(List<String> items) {}
