package dev.cauce.contracts.payment;

/** How far a dispute has come. */
public enum DisputeStage {
    OPENED,
    WON,
    LOST
}
