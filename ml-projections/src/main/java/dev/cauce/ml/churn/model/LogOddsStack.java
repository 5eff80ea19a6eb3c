package dev.cauce.ml.churn.model;

/**
 * Joins the two learners' log-odds into one, calibrated: {@code intercept + linear * a + trees * b}.
 *
 * <p>This is stacking (Wolpert, Stacked Generalization, Neural Networks 5, 1992) with a logistic combiner, which is
 * Platt's calibration (1999) over two scores at once. Being affine in the log-odds it keeps explanations additive.
 */
public record LogOddsStack(double intercept, double linear, double trees) {

    public LogOddsStack {
        if (!Double.isFinite(intercept) || !(linear >= 0) || !(trees >= 0) || !Double.isFinite(linear + trees)) {
            throw new IllegalArgumentException("a stack has a finite intercept and weights of at least zero");
        }
    }

    public double logOdds(double linearLogOdds, double treeLogOdds) {
        return intercept + linear * linearLogOdds + trees * treeLogOdds;
    }

    public static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
