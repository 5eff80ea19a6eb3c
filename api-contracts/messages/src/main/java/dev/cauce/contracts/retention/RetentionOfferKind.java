package dev.cauce.contracts.retention;

/** What is offered. */
public enum RetentionOfferKind {
    PLAN,
    PAUSE
}
