package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Messages are to go to the endpoint again. */
@Revision("1")
public record WebhookReplayRequested(
        TenantId tenantId,
        WebhookEndpointId endpointId,
        @Nullable String messageId,
        @Nullable Instant since,
        @Nullable Long fromPosition)
        implements WebhookEvent {}
