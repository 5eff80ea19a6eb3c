package dev.cauce.contracts.revenue;

/** How long what is owed has been due, in days of 24 hours; what is 30 days late to the instant is in the lower age. */
public enum ReceivablesAge {
    NOT_DUE,
    UP_TO_30_DAYS,
    UP_TO_60_DAYS,
    UP_TO_90_DAYS,
    OVER_90_DAYS,
    /** All of them. */
    TOTAL
}
