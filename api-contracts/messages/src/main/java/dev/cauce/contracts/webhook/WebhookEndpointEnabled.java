package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An endpoint is told again what happens. */
@Revision("1")
public record WebhookEndpointEnabled(TenantId tenantId, WebhookEndpointId endpointId) implements WebhookEvent {}
