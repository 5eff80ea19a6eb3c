package dev.cauce.query.webhook;

import dev.cauce.contracts.webhook.WebhookDisabling;
import dev.cauce.contracts.webhook.WebhookEndpointStatus;
import dev.cauce.contracts.webhook.WebhookEndpointView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** An endpoint as the deliveries keep it, without its secrets. */
record WebhookEndpointDocument(
        @Id String id,
        String endpointId,
        String url,
        List<String> eventTypes,
        boolean enabled,
        @Nullable WebhookDisabling disabling,
        @Nullable Instant failingSince,
        @Nullable Instant previousUntil,
        long version) {

    WebhookEndpointView view() {
        return new WebhookEndpointView(
                endpointId,
                url,
                eventTypes,
                enabled ? WebhookEndpointStatus.ENABLED : WebhookEndpointStatus.DISABLED,
                disabling,
                failingSince,
                previousUntil,
                version);
    }
}
