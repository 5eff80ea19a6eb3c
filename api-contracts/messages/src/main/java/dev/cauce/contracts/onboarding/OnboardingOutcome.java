package dev.cauce.contracts.onboarding;

/** How an onboarding ends. */
public enum OnboardingOutcome {
    COMPLETED,
    ABANDONED,
    CLOSED
}
