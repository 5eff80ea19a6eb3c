/**
 * Onboarding: from the registration of an account to its last ticked step, or to whichever other end. The saga only
 * correlates and sends the next command; when to nudge, to call a person or to give up is the command side's
 * {@code OnboardingPolicy}, and mails are sent by {@link dev.cauce.sagas.onboarding.effects.OnboardingMails}.
 */
package dev.cauce.sagas.onboarding;
