package dev.cauce.contracts.campaign;

/** Where a campaign reaches people. */
public enum Channel {
    EMAIL,
    SMS,
    PUSH,
    WEB,
    ADS
}
