package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The client has another secret. */
@Revision("1")
public record ApiClientSecretRotated(TenantId tenantId, ApiClientId apiClientId, String secretHash)
        implements ApiClientEvent {}
