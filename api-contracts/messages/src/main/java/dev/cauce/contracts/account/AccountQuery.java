package dev.cauce.contracts.account;

/** What can be asked about this feature; see the permitted records. */
public sealed interface AccountQuery permits FindAccountById, ListAccounts {}
