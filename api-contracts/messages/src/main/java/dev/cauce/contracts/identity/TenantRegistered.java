package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A tenant was taken in. */
@Revision("1")
public record TenantRegistered(TenantId tenantId, TenantId managedTenantId, String name) implements TenantEvent {}
