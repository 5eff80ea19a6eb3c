package dev.cauce.contracts.dunning;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface DunningEvent extends Event
        permits DunningCaseOpened,
                DunningWithheld,
                DunningFailureTracked,
                RetryScheduled,
                RetriesStopped,
                DunningRetryRequested,
                DunningActSkipped,
                DunningMessageRequested,
                DunningMessageSent,
                AccessRestrictionRequested,
                SuspensionRequested,
                DunningStepPostponed,
                DunningHeld,
                DunningReleased,
                DunningCaseClosed {}
