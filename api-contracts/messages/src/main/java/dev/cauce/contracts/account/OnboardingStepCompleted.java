package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** A step of the checklist was ticked; {@code completedSteps} are all that are ticked now. */
@Revision("1")
public record OnboardingStepCompleted(
        TenantId tenantId, AccountId accountId, OnboardingStep step, Set<OnboardingStep> completedSteps)
        implements AccountEvent {}
