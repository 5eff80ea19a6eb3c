package dev.cauce.contracts.retention;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface RetentionEvent extends Event
        permits RetentionWithheld,
                RetentionCaseOpened,
                SubscriptionWatched,
                SuccessTaskRequested,
                RetentionOfferMade,
                RetentionOfferAccepted,
                RetentionOfferDeclined,
                RetentionOfferLapsed,
                RetentionOfferWithdrawn,
                RetentionOfferFailed,
                RetentionOutcomeMeasured,
                RetentionCaseClosed {}
