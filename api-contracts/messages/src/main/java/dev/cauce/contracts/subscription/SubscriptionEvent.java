package dev.cauce.contracts.subscription;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface SubscriptionEvent extends Event
        permits TrialStarted,
                SubscriptionStarted,
                SubscriptionActivated,
                SubscriptionRenewed,
                PlanChanged,
                SubscriptionCancelled,
                SubscriptionCharged {}
