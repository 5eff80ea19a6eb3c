package dev.cauce.contracts.onboarding;

/** Where an onboarding stands, or how it ended. */
public enum OnboardingStatus {
    RUNNING,
    STALLED,
    COMPLETED,
    ABANDONED,
    CLOSED
}
