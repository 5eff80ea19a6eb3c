package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The onboarding of an account, or nothing. */
@RequiresPermission(Permission.ONBOARDING_READ)
@ForCustomers(Reach.NAMED_ACCOUNT)
@ReadsFrom("onboarding")
public record FindOnboardingOfAccount(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId)
        implements OnboardingQuery, Query<OnboardingView>, OfAccount {
    @Override
    public Class<OnboardingView> resultType() {
        return OnboardingView.class;
    }
}
