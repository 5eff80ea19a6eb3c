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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Moves the subscription to other terms. What costs as much a day or more holds at once, by the day, with credit for
 * what was paid and not used; what costs less holds from the next period on. What is left out stays; a plan that is
 * named is taken at its price of today.
 *
 * @param changedAt now when left out; a time within the current period needs the permission to backdate
 */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record ChangeSubscription(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @Nullable @Valid PlanId planId,
        @Nullable BillingInterval interval,
        @Nullable @Min(1) @Max(1_000_000) Long quantity,
        @NotNull ProrationMode proration,
        @Nullable Instant changedAt)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
