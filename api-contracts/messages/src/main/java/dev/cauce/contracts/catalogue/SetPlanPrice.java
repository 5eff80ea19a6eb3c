package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sells the plan at another price from a date on, now when left out. Subscriptions keep the version they have until
 * they are moved.
 */
@RequiresPermission(Permission.CATALOGUE_WRITE)
public record SetPlanPrice(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid PlanId planId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull BillingInterval interval,
        @PositiveOrZero @Max(1_000_000_000_000L) long amountMinor,
        @NotNull BillingMode billingMode,
        @Nullable Instant validFrom)
        implements CatalogueCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("plan", tenantId, planId);
    }
}
