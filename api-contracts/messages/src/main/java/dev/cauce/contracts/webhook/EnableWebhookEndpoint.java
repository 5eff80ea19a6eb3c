package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Tells a disabled endpoint what happens from now on. */
@RequiresPermission(Permission.WEBHOOK_WRITE)
public record EnableWebhookEndpoint(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid WebhookEndpointId endpointId) implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
