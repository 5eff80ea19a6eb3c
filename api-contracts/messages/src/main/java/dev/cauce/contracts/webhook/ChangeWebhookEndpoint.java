package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** Gives an endpoint another address, other event types, or both. */
@RequiresPermission(Permission.WEBHOOK_WRITE)
public record ChangeWebhookEndpoint(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid WebhookEndpointId endpointId,
        @NotBlank @Size(max = 2048) String url,
        @NotEmpty @Size(max = 100) Set<@NotBlank @Pattern(regexp = WebhookEventTypes.SELECTOR) String> eventTypes)
        implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
