package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Gives an endpoint a new secret, sealed; the one before signs too for a day. */
@RequiresPermission(Permission.WEBHOOK_WRITE)
public record RotateWebhookSecret(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid WebhookEndpointId endpointId,
        @NotBlank @Size(max = 200) String sealedSecret)
        implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
