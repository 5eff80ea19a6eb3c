package dev.cauce.contracts.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An endpoint; {@code failingSince} where nothing was taken since then, {@code disabling} why it is disabled. */
public record WebhookEndpointView(
        String endpointId,
        String url,
        List<String> eventTypes,
        WebhookEndpointStatus status,
        @Nullable WebhookDisabling disabling,
        @Nullable Instant failingSince,
        @Nullable Instant previousSecretUntil,
        long version) {}
