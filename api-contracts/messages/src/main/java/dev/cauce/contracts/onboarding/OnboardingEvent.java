package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface OnboardingEvent extends Event
        permits OnboardingStarted,
                WelcomeMailRequested,
                NudgeMailRequested,
                OnboardingMailSent,
                OnboardingStepTracked,
                OnboardingStalled,
                OnboardingCompleted,
                OnboardingAbandoned,
                OnboardingClosed {}
