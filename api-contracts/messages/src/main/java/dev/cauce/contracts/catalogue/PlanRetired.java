package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A plan is sold no more. */
@Revision("1")
public record PlanRetired(TenantId tenantId, PlanId planId) implements CatalogueEvent {}
