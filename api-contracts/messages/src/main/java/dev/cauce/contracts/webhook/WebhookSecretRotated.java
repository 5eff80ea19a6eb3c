package dev.cauce.contracts.webhook;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** An endpoint has another secret; the one before signs too until then. */
@Revision("1")
public record WebhookSecretRotated(
        TenantId tenantId, WebhookEndpointId endpointId, String sealedSecret, Instant previousUntil)
        implements WebhookEvent {}
