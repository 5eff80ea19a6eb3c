package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The checklist was opened. The policy says whether a trial starts, a welcome goes out, and when to look again. */
@Revision("1")
public record OnboardingStarted(
        TenantId tenantId,
        AccountId accountId,
        Origin origin,
        boolean startsTrial,
        boolean welcomes,
        Set<OnboardingStep> completedSteps,
        String policyVersion,
        @Nullable Instant nextFollowUpAt)
        implements OnboardingEvent {}
