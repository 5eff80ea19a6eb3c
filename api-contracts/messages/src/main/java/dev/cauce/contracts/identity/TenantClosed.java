package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The tenant has ended. */
@Revision("1")
public record TenantClosed(TenantId tenantId, TenantId managedTenantId) implements TenantEvent {}
