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

/** Registers an address that is told of events. Its secret comes sealed, and is never here in the clear. */
@RequiresPermission(Permission.WEBHOOK_WRITE)
public record RegisterWebhookEndpoint(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid WebhookEndpointId endpointId,
        @NotBlank @Size(max = 2048) String url,
        @NotEmpty @Size(max = 100) Set<@NotBlank @Pattern(regexp = WebhookEventTypes.SELECTOR) String> eventTypes,
        @NotBlank @Size(max = 200) String sealedSecret)
        implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
