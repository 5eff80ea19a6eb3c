package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** Reminders did not help: a person is to look at it. */
@Revision("1")
public record OnboardingStalled(
        TenantId tenantId, AccountId accountId, int followUp, Set<OnboardingStep> openSteps, Instant nextFollowUpAt)
        implements OnboardingEvent {}
