package dev.cauce.ml.churn.model;

import java.util.List;

/**
 * How good a model is on customers that it had not seen, by stratified k-fold cross-validation: each customer is
 * predicted once, by a model of which neither the learners nor the schema saw it; the combiner that is applied to a
 * fold was fitted on the other folds' predictions.
 *
 * @param rows customers with a known outcome
 * @param churned how many of them left
 * @param auc mean of the folds' areas under the ROC curve, 95 % interval after DeLong, DeLong and Clarke-Pearson
 *     (Biometrics 44, 1988) with the folds as independent strata
 * @param foldAuc the area in each fold
 * @param logLoss mean negative log-likelihood, natural logarithm
 * @param brier mean squared error of the probability
 * @param expectedCalibrationError mean distance of predicted and observed over the bins, weighted by count
 * @param calibration bins of equal count by predicted probability, ascending
 * @param baseRate share of customers who left
 * @param baselineLogLoss log loss of predicting the other folds' base rate for everybody: to be beaten
 * @param baselineBrier Brier score of the same
 */
public record ModelQuality(
        int rows,
        int churned,
        ConfidenceInterval auc,
        List<Double> foldAuc,
        double logLoss,
        double brier,
        double expectedCalibrationError,
        List<CalibrationBin> calibration,
        double baseRate,
        double baselineLogLoss,
        double baselineBrier) {

    public ModelQuality {
        foldAuc = List.copyOf(foldAuc);
        calibration = List.copyOf(calibration);
    }

    /** Whether it knows more than the base rate: a lower log loss, and an AUC interval that lies above chance. */
    public boolean beatsBaseRate() {
        return logLoss < baselineLogLoss && auc.low() > 0.5;
    }
}
