package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The tenant is let in again. */
@Revision("1")
public record TenantResumed(TenantId tenantId, TenantId managedTenantId) implements TenantEvent {}
