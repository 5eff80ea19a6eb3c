package dev.cauce.contracts.message;

/** The direction of a sorting. */
public enum Direction {
    ASCENDING,
    DESCENDING
}
