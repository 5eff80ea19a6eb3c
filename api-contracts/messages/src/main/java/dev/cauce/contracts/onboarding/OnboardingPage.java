package dev.cauce.contracts.onboarding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of onboardings, latest change first. */
public record OnboardingPage(
        List<OnboardingView> items, @Nullable String nextCursor) {}
