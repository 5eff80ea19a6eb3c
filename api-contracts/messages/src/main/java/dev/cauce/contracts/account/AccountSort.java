package dev.cauce.contracts.account;

/** What a list of accounts can be sorted by. */
public enum AccountSort {
    REGISTERED_AT,
    COMPANY_NAME
}
