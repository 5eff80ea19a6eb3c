package dev.cauce.query.onboarding;

import dev.cauce.contracts.onboarding.OnboardingView;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** The progress of an onboarding as {@link OnboardingProjection} keeps it. */
record OnboardingDocument(
        @Id String id,
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
        Map<String, Long> seen) {

    OnboardingView view() {
        return new OnboardingView(
                accountId,
                status,
                origin,
                new TreeSet<>(completedSteps),
                new TreeSet<>(openSteps),
                followUps,
                nextFollowUpAt,
                welcomed,
                startedAt,
                updatedAt,
                endedAt,
                seen.getOrDefault(OnboardingProjection.ONBOARDING, 0L));
    }
}
