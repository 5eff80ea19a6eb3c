package dev.cauce.contracts.account;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Ticks a step of the onboarding checklist; ticking it again changes nothing. */
@RequiresPermission(Permission.ACCOUNT_WRITE)
public record CompleteOnboardingStep(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotNull OnboardingStep step) implements AccountCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("account", tenantId, accountId);
    }
}
