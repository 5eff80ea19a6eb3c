package dev.cauce.contracts.webhook;

import dev.cauce.contracts.message.Event;

/** What happened to a webhook endpoint. */
public sealed interface WebhookEvent extends Event
        permits WebhookEndpointRegistered,
                WebhookEndpointChanged,
                WebhookSecretRotated,
                WebhookEndpointDisabled,
                WebhookEndpointEnabled,
                WebhookEndpointRemoved,
                WebhookTestRequested,
                WebhookReplayRequested {}
