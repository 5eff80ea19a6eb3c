package dev.cauce.contracts.invoice;

import dev.cauce.contracts.message.Event;

/** What can have happened to an account's credit; see the permitted records. */
public sealed interface AccountBalanceEvent extends Event permits AccountCreditGranted, AccountCreditUsed {}
