package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Says what {@link ChangeSubscription} would charge now, and what the next charge would be; nothing changes. Where all
 * is left out, it is the next charge as things stand.
 */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record PreviewSubscriptionChange(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @Nullable @Valid PlanId planId,
        @Nullable BillingInterval interval,
        @Nullable @Min(1) @Max(1_000_000) Long quantity,
        @NotNull ProrationMode proration)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
