package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The client gets no token any more, and those it has are refused. */
@Revision("1")
public record ApiClientRevoked(TenantId tenantId, ApiClientId apiClientId) implements ApiClientEvent {}
