package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An endpoint is told nothing any more. */
@Revision("1")
public record WebhookEndpointDisabled(TenantId tenantId, WebhookEndpointId endpointId, WebhookDisabling reason)
        implements WebhookEvent {}
