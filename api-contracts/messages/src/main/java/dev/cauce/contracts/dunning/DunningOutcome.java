package dev.cauce.contracts.dunning;

/** How a case ended. */
public enum DunningOutcome {
    RECOVERED,
    KEPT,
    CANCELLED,
    WRITTEN_OFF,
    VOIDED
}
