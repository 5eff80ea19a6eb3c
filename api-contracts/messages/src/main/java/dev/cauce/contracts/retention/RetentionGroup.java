package dev.cauce.contracts.retention;

/** What is done with an account at risk. */
public enum RetentionGroup {
    /** Its playbook is acted by. */
    TREATED,
    /** Nothing is done, so that one can tell what acting is worth. */
    HOLDOUT
}
