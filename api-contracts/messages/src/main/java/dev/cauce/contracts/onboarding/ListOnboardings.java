package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of onboardings. */
@RequiresPermission(Permission.ONBOARDING_READ)
@ReadsFrom("onboarding")
public record ListOnboardings(
        @NotNull @Valid TenantId tenantId,
        @Nullable OnboardingStatus status,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements OnboardingQuery, Query<OnboardingPage> {
    @Override
    public Class<OnboardingPage> resultType() {
        return OnboardingPage.class;
    }
}
