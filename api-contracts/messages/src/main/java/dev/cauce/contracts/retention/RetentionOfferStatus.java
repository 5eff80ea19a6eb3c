package dev.cauce.contracts.retention;

/** What became of an offer. */
public enum RetentionOfferStatus {
    OPEN,
    ACCEPTED,
    DECLINED,
    LAPSED,
    WITHDRAWN,
    /** It was accepted, and could not be carried out: a person has a task. */
    FAILED
}
