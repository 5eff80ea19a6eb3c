package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The plan, or nothing. */
@RequiresPermission(Permission.CATALOGUE_READ)
@ForCustomers(Reach.WHOLE_TENANT)
@ReadsFrom("plans")
public record FindPlanById(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid PlanId planId) implements CatalogueQuery, Query<PlanView> {
    @Override
    public Class<PlanView> resultType() {
        return PlanView.class;
    }
}
