package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A test message is to go to the endpoint, and to no other. */
@Revision("1")
public record WebhookTestRequested(TenantId tenantId, WebhookEndpointId endpointId) implements WebhookEvent {}
