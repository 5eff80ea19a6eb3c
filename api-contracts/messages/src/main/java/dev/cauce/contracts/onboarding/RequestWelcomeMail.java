package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Asks for the welcome mail, once. */
@RequiresPermission(Permission.ONBOARDING_DRIVE)
public record RequestWelcomeMail(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId) implements OnboardingCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("onboarding", tenantId, accountId);
    }
}
