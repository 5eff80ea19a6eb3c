package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** Nobody came back. */
@Revision("1")
public record OnboardingAbandoned(TenantId tenantId, AccountId accountId, Set<OnboardingStep> openSteps)
        implements OnboardingEvent {}
