package dev.cauce.contracts.retention;

/** Why a person is asked to look after an account. */
public enum SuccessTaskCause {
    AT_RISK,
    /** An accepted offer could not be carried out. */
    OFFER_FAILED
}
