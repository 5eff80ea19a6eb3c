package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * States how long a trial of the plan is and what becomes of it, and for how many days a customer who owes keeps the
 * service. Running trials keep their end.
 */
@RequiresPermission(Permission.CATALOGUE_WRITE)
public record StatePlanTerms(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PlanId planId,
        @Min(0) @Max(365) int trialDays,
        @NotNull TrialEnd trialEnd,
        @Min(0) @Max(365) int graceDays)
        implements CatalogueCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("plan", tenantId, planId);
    }
}
