package dev.cauce.contracts.webhook;

import dev.cauce.contracts.message.Command;

/** What can be asked about a webhook endpoint. */
public sealed interface WebhookCommand extends Command
        permits RegisterWebhookEndpoint,
                ChangeWebhookEndpoint,
                RotateWebhookSecret,
                DisableWebhookEndpoint,
                EnableWebhookEndpoint,
                RemoveWebhookEndpoint,
                TestWebhookEndpoint,
                ReplayWebhookMessages,
                GiveUpWebhookEndpoint {}
