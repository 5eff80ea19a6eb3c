package dev.cauce.contracts.dunning;

/** How a case stands. */
public enum DunningStatus {
    /** Retries and messages go on. */
    OPEN,
    /** A dispute stops every act. */
    HELD,
    CLOSED
}
