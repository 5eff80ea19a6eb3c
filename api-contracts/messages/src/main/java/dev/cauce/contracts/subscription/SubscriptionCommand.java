package dev.cauce.contracts.subscription;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface SubscriptionCommand extends Command
        permits StartTrial,
                StartSubscription,
                CreateSubscription,
                ActivateSubscription,
                ConfirmFirstPayment,
                RejectFirstPayment,
                RenewSubscription,
                EndTrial,
                ChangePlan,
                ChangeSubscription,
                PreviewSubscriptionChange,
                RevokeScheduledChange,
                PauseSubscription,
                ResumeSubscription,
                CancelSubscription,
                ScheduleCancellation,
                RevokeCancellation,
                ReactivateSubscription,
                RestrictEntitlement,
                SuspendEntitlement,
                RestoreEntitlement {}
