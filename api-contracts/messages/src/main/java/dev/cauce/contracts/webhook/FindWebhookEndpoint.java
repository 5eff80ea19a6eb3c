package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** An endpoint, or nothing. */
@RequiresPermission(Permission.WEBHOOK_READ)
@ReadsFrom("webhooks")
public record FindWebhookEndpoint(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid WebhookEndpointId endpointId)
        implements WebhookQuery, Query<WebhookEndpointView> {
    @Override
    public Class<WebhookEndpointView> resultType() {
        return WebhookEndpointView.class;
    }
}
