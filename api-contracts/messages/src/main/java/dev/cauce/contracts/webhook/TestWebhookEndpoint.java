package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Sends an endpoint a message of type {@code webhook.test}. */
@RequiresPermission(Permission.WEBHOOK_WRITE)
public record TestWebhookEndpoint(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid WebhookEndpointId endpointId) implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
