package dev.cauce.contracts.onboarding;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The progress of an onboarding. */
public record OnboardingView(
        String accountId,
        String status,
        String origin,
        Set<String> completedSteps,
        Set<String> openSteps,
        int followUps,
        @Nullable Instant nextFollowUpAt,
        boolean welcomed,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        long version) {}
