package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Takes over a step that the account completed; completes the onboarding with the last one. */
@RequiresPermission(Permission.ONBOARDING_DRIVE)
public record TrackOnboardingStep(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotNull OnboardingStep step) implements OnboardingCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("onboarding", tenantId, accountId);
    }
}
