package dev.cauce.contracts.subscription;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface SubscriptionCommand extends Command
        permits StartTrial,
                StartSubscription,
                ActivateSubscription,
                RenewSubscription,
                ChangePlan,
                CancelSubscription,
                ConfirmFirstPayment,
                RejectFirstPayment {}
