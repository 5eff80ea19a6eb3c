package dev.cauce.contracts.catalogue;

/** What becomes of a trial when its days are over and nobody decided. */
public enum TrialEnd {
    /** The first payment is asked for. */
    ACTIVATE,
    /** The subscription is cancelled with {@code TRIAL_EXPIRED}: nobody pays who never said so. The default. */
    CANCEL
}
