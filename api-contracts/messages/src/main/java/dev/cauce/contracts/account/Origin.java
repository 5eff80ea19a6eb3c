package dev.cauce.contracts.account;

/** Where an account came from: a sign-up of its own, or an import of a customer with a history. */
public enum Origin {
    SIGN_UP,
    IMPORT
}
