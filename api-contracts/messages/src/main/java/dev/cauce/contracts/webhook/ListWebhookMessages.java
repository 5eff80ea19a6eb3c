package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of the log of an endpoint, the newest event first. */
@RequiresPermission(Permission.WEBHOOK_READ)
@ReadsFrom("webhooks")
public record ListWebhookMessages(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid WebhookEndpointId endpointId,
        @Nullable WebhookMessageStatus status,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements WebhookQuery, Query<WebhookMessagePage> {
    @Override
    public Class<WebhookMessagePage> resultType() {
        return WebhookMessagePage.class;
    }
}
