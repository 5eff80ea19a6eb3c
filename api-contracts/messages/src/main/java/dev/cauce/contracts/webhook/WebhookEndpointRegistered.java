package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** An address is told of events. The secret is sealed with a key of its own in the key ring. */
@Revision("1")
public record WebhookEndpointRegistered(
        TenantId tenantId, WebhookEndpointId endpointId, String url, Set<String> eventTypes, String sealedSecret)
        implements WebhookEvent {}
