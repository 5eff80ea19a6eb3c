package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Reports that a mail which was asked for went out. */
@RequiresPermission(Permission.ONBOARDING_DRIVE)
public record RecordOnboardingMailSent(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotBlank @Size(max = 200) String mailId)
        implements OnboardingCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("onboarding", tenantId, accountId);
    }
}
