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
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Begins a subscription that Cauce bills: with the plan's trial where one is asked for, else with the first payment,
 * which activates it. It keeps the price that holds now until it is moved. Creating the same again changes nothing.
 */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record CreateSubscription(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid PlanId planId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull BillingInterval interval,
        @Min(1) @Max(1_000_000) long quantity,
        boolean trial)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
