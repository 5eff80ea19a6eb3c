package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** The address and the event types of an endpoint are these. */
@Revision("1")
public record WebhookEndpointChanged(
        TenantId tenantId, WebhookEndpointId endpointId, String url, Set<String> eventTypes) implements WebhookEvent {}
