package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** Nobody of the tenant is let in from now on. */
@Revision("1")
public record TenantSuspended(TenantId tenantId, TenantId managedTenantId, TenantSuspension reason)
        implements TenantEvent {}
