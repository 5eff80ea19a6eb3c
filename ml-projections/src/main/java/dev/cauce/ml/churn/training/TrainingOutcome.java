package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.ChurnModel;

/** What a training ends in: a model, or the reason why there is none. */
public sealed interface TrainingOutcome {

    /** A model that beats the base rate. */
    record Trained(ChurnModel model) implements TrainingOutcome {}

    /**
     * No model, and nothing is wrong with the program.
     *
     * @param message for a person: what is missing and how much of it
     */
    record Refused(RefusalCode code, String message) implements TrainingOutcome {}

    /** Why there is no model; the names are stable. */
    enum RefusalCode {
        /** Fewer rows with a known outcome than the configuration asks for. */
        CHURN_TRAINING_TOO_FEW_ROWS,
        /** Nobody left, or everybody. */
        CHURN_TRAINING_SINGLE_OUTCOME,
        /** Both outcomes are there, one too rarely. */
        CHURN_TRAINING_RARE_OUTCOME,
        /** Two rows of one account. */
        CHURN_TRAINING_DUPLICATE_ACCOUNT,
        /** No feature that varies. */
        CHURN_TRAINING_NO_FEATURES,
        /** The time in which accounts may leave is not over: who has not left yet is no answer. */
        CHURN_TRAINING_WINDOW_OPEN,
        /** On customers it had not seen, the model knew no more than the base rate. */
        CHURN_TRAINING_NO_BETTER_THAN_BASE_RATE
    }
}
