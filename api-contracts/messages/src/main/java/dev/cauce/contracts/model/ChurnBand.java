package dev.cauce.contracts.model;

/** How urgent a churn risk is, in ascending order. */
public enum ChurnBand {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
