package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An endpoint is gone for good. */
@Revision("1")
public record WebhookEndpointRemoved(TenantId tenantId, WebhookEndpointId endpointId) implements WebhookEvent {}
