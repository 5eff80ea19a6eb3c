package dev.cauce.contracts.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to an endpoint with its latest attempts. */
public record WebhookMessageView(
        String messageId,
        String type,
        long position,
        Instant occurredAt,
        WebhookMessageStatus status,
        @Nullable Instant nextAttemptAt,
        List<WebhookAttemptView> attempts) {}
