package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** A step was completed; {@code completedSteps} are all that are. */
@Revision("1")
public record OnboardingStepTracked(
        TenantId tenantId, AccountId accountId, OnboardingStep step, Set<OnboardingStep> completedSteps)
        implements OnboardingEvent {}
