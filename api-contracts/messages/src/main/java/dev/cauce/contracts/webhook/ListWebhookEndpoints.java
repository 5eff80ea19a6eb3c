package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The endpoints of a tenant, by id. */
@RequiresPermission(Permission.WEBHOOK_READ)
@ReadsFrom("webhooks")
public record ListWebhookEndpoints(@NotNull @Valid TenantId tenantId)
        implements WebhookQuery, Query<WebhookEndpointList> {
    @Override
    public Class<WebhookEndpointList> resultType() {
        return WebhookEndpointList.class;
    }
}
