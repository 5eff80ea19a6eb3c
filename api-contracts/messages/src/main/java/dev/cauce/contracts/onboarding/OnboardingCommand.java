package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface OnboardingCommand extends Command
        permits StartOnboarding,
                RequestWelcomeMail,
                RecordOnboardingMailSent,
                TrackOnboardingStep,
                FollowUpOnboarding,
                CloseOnboarding {}
