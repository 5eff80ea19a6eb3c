package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Tells an endpoint nothing until it is enabled again. */
@RequiresPermission(Permission.WEBHOOK_WRITE)
public record DisableWebhookEndpoint(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid WebhookEndpointId endpointId) implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
