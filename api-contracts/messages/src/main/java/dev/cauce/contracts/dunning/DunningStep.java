package dev.cauce.contracts.dunning;

/** A rung of the ladder. */
public enum DunningStep {
    MESSAGE,
    RESTRICTION,
    SUSPENSION,
    FINAL_ACTION
}
