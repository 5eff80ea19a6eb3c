package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** A deadline passed: the policy decides whether to nudge, to call a person, or to give up. */
@RequiresPermission(Permission.ONBOARDING_DRIVE)
public record FollowUpOnboarding(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Min(1) int followUp) implements OnboardingCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("onboarding", tenantId, accountId);
    }
}
