package dev.cauce.contracts.onboarding;

/** What can be asked about this feature; see the permitted records. */
public sealed interface OnboardingQuery permits FindOnboardingOfAccount, ListOnboardings {}
