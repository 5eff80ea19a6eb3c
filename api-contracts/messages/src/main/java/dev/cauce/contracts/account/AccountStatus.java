package dev.cauce.contracts.account;

/** The states an account can be in. */
public enum AccountStatus {
    ACTIVE,
    SUSPENDED,
    CLOSED
}
