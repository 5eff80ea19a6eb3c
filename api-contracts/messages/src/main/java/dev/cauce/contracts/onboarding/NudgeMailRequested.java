package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** A reminder of the open steps is to be sent; {@code nextFollowUpAt} says when to look again. */
@Revision("1")
public record NudgeMailRequested(
        TenantId tenantId,
        AccountId accountId,
        String mailId,
        int followUp,
        Set<OnboardingStep> openSteps,
        Instant nextFollowUpAt)
        implements OnboardingEvent {}
