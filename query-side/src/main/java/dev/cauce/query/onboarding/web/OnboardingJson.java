package dev.cauce.query.onboarding.web;

import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.rest.model.Onboarding;
import dev.cauce.rest.model.OnboardingStatus;
import dev.cauce.rest.model.OnboardingStep;
import dev.cauce.rest.model.Origin;
import java.util.List;
import java.util.Set;

/** An onboarding as the API shows it. */
public final class OnboardingJson {

    private OnboardingJson() {}

    public static Onboarding from(OnboardingView view) {
        return new Onboarding(
                        view.accountId(),
                        OnboardingStatus.fromValue(view.status()),
                        Origin.fromValue(view.origin()),
                        steps(view.completedSteps()),
                        steps(view.openSteps()),
                        view.followUps(),
                        view.welcomed(),
                        view.startedAt(),
                        view.updatedAt(),
                        view.version())
                .nextFollowUpAt(view.nextFollowUpAt())
                .endedAt(view.endedAt());
    }

    private static List<OnboardingStep> steps(Set<String> names) {
        return names.stream().map(OnboardingStep::fromValue).sorted().toList();
    }
}
