package dev.cauce.contracts.retention;

/** What a playbook may do for an account at risk. */
public enum RetentionAct {
    /** A task for the people who look after customers. */
    SUCCESS_TASK,
    /** Another plan of the catalogue is offered, such as a smaller one or one at a discount. */
    PLAN_OFFER,
    /** Whoever wants to cancel at the end of the period is offered a pause instead. */
    PAUSE_OFFER
}
