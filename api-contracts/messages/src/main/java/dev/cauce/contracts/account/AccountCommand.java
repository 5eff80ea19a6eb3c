package dev.cauce.contracts.account;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface AccountCommand extends Command
        permits RegisterAccount,
                VerifyEmail,
                CompleteOnboardingStep,
                RecordActivity,
                SuspendAccount,
                ReactivateAccount,
                CloseAccount,
                ErasePersonalData {}
