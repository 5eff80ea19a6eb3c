package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
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
 * Starts a subscription that is active at once, such as an imported one; {@code amountMinor} overrides the price of the
 * plan, {@code startedAt} may lie in the past.
 */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record StartSubscription(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid PlanId planId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull BillingInterval interval,
        @Nullable @PositiveOrZero @Max(1_000_000_000_000L) Long amountMinor,
        @Nullable Instant startedAt)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
