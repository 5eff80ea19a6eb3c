package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Puts a plan into the catalogue. */
@RequiresPermission(Permission.CATALOGUE_WRITE)
public record DefinePlan(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PlanId planId,
        @NotBlank @Size(max = 200) String name,
        @NotEmpty @Size(max = 100) List<@NotNull @Valid PlanPrice> prices,
        @Min(0) @Max(365) int trialDays)
        implements CatalogueCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("plan", tenantId, planId);
    }
}
