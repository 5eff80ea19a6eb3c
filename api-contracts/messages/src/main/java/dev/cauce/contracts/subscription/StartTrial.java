package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Starts a trial of the plan's trial days. Starting the same trial again changes nothing. */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record StartTrial(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid PlanId planId,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull BillingInterval interval)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
