package dev.cauce.contracts.subscription;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface SubscriptionEvent extends Event
        permits TrialStarted,
                SubscriptionStarted,
                BillingTermsAgreed,
                SubscriptionActivated,
                SubscriptionCharged,
                SubscriptionRenewed,
                PlanChanged,
                TermsChanged,
                ChangeScheduled,
                ScheduledChangeRevoked,
                SubscriptionPaused,
                SubscriptionResumed,
                CancellationScheduled,
                ScheduledCancellationRevoked,
                SubscriptionCancelled,
                EntitlementRestricted,
                EntitlementSuspended,
                EntitlementRestored {}
