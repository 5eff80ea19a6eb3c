package dev.cauce.contracts.subscription;

/** Why a subscription is charged. */
public enum ChargeReason {
    /** The first payment: the subscription is active only when it succeeded, and nothing is receivable before. */
    ACTIVATION,
    RENEWAL,
    /** A change of plan or quantity that is invoiced at once. */
    CHANGE,
    /** What was used and not yet billed when the subscription ended. */
    FINAL
}
