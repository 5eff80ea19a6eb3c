package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.tenant.TenantId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** A plan was put into the catalogue. */
@Revision("1")
public record PlanDefined(TenantId tenantId, PlanId planId, String name, List<PlanPrice> prices, int trialDays)
        implements CatalogueEvent {}
