package dev.cauce.contracts.retention;

/** Why a recorded score leads to no case. */
public enum RetentionWithholding {
    /** The risk has not risen. */
    NOT_RISEN,
    /** The policy has no play for the band. */
    NO_PLAY,
    /** There is a case that still waits for its outcomes. */
    CASE_OPEN,
    /** The last case is too recent. */
    COOL_DOWN,
    /** There is nothing to keep: no subscription lives, or the account is closed. */
    NOT_A_CUSTOMER
}
