package dev.cauce.query.webhook;

import dev.cauce.contracts.webhook.WebhookAttemptView;
import dev.cauce.contracts.webhook.WebhookMessageStatus;
import dev.cauce.contracts.webhook.WebhookMessageView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A message as the deliveries keep it. */
record WebhookMessageDocument(
        @Id String id,
        String type,
        long position,
        Instant occurredAt,
        WebhookMessageStatus status,
        @Nullable Instant nextAttemptAt,
        List<WebhookAttemptView> attempts) {

    WebhookMessageView view() {
        return new WebhookMessageView(id, type, position, occurredAt, status, nextAttemptAt, attempts);
    }
}
