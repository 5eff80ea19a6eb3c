package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Disables an endpoint because of what it answered; sent by the deliveries alone. */
@RequiresPermission(Permission.WEBHOOK_DRIVE)
public record GiveUpWebhookEndpoint(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid WebhookEndpointId endpointId,
        @NotNull WebhookDisabling reason)
        implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
