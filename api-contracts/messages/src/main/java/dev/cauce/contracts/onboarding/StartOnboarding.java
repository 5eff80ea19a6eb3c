package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens the checklist of a new account; an imported customer starts where it is. Starting again changes nothing. */
@RequiresPermission(Permission.ONBOARDING_DRIVE)
public record StartOnboarding(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotNull Origin origin,
        @Nullable Instant customerSince)
        implements OnboardingCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("onboarding", tenantId, accountId);
    }
}
