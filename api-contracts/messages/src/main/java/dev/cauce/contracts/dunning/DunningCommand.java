package dev.cauce.contracts.dunning;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface DunningCommand extends Command
        permits TrackFailedPayment,
                RetryDunning,
                AdvanceDunning,
                TryPaymentMethod,
                HoldDunning,
                ReleaseDunning,
                CloseDunningCase,
                RecordDunningMessageSent {}
