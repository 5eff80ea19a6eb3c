package dev.cauce.contracts.revenue;

/** Why the monthly recurring revenue of an account moved. */
public enum RevenueMovement {
    /** The account pays for the first time in this currency. */
    NEW,
    /** It pays more than before. */
    EXPANSION,
    /** It pays less, and still something: one of two subscriptions that is cancelled is a contraction. */
    CONTRACTION,
    /** It pays nothing any more. */
    CHURN,
    /** It pays again. */
    REACTIVATION
}
