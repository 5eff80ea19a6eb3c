package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The account was closed, and its onboarding with it. */
@RequiresPermission(Permission.ONBOARDING_DRIVE)
public record CloseOnboarding(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId) implements OnboardingCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("onboarding", tenantId, accountId);
    }
}
