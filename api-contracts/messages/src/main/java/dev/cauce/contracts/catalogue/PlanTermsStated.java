package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The terms of a plan beside its prices, from now on. */
@Revision("1")
public record PlanTermsStated(TenantId tenantId, PlanId planId, int trialDays, TrialEnd trialEnd, int graceDays)
        implements CatalogueEvent {}
