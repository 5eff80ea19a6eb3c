package dev.cauce.contracts.retention;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface RetentionCommand extends Command
        permits OpenRetentionCase,
                WatchSubscription,
                OfferPause,
                AcceptRetentionOffer,
                DeclineRetentionOffer,
                LapseRetentionOffer,
                WithdrawRetentionOffers,
                ReportOfferFailed,
                MeasureRetention {}
