package dev.cauce.contracts.account;

/** The steps of the onboarding checklist, in the order in which they are proposed. */
public enum OnboardingStep {
    PROFILE,
    DATA_SOURCE,
    FIRST_CAMPAIGN,
    TEAM
}
