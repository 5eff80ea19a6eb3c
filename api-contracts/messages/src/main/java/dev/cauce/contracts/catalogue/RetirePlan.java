package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Sells the plan no more; who has it keeps it. */
@RequiresPermission(Permission.CATALOGUE_WRITE)
public record RetirePlan(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid PlanId planId) implements CatalogueCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("plan", tenantId, planId);
    }
}
