package dev.cauce.ml.churn.model;

import java.util.List;

/**
 * How a number becomes columns. All figures are of the training rows that have the number.
 *
 * <p>The linear learner sees it standardised, as its signed logarithm standardised, and as hinges {@code max(0, x -
 * knot)}, so that it can bend; the trees see it standardised alone. A value outside [{@code min}, {@code max}] counts
 * as the nearer end: nothing is extrapolated. A missing number counts as the mean, beside an indicator of its own where
 * training has seen it missing.
 *
 * @param varies whether more than one value was seen; a constant has no columns but the indicator
 * @param missingShare share of training rows without the number; 0 when it was never missing
 */
public record NumericFeature(
        String name,
        boolean varies,
        double min,
        double max,
        double mean,
        double deviation,
        double logMean,
        double logDeviation,
        List<Double> knots,
        List<Double> hingeMeans,
        double missingShare) {

    public NumericFeature {
        knots = List.copyOf(knots);
        hingeMeans = List.copyOf(hingeMeans);
        if (knots.size() != hingeMeans.size()) {
            throw new IllegalArgumentException("every knot needs the mean of its hinge");
        }
        if (varies && !(deviation > 0 && logDeviation > 0 && min < max)) {
            throw new IllegalArgumentException("a feature that varies has a deviation and a range");
        }
        if (!(missingShare >= 0 && missingShare <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1");
        }
    }

    boolean hasIndicator() {
        return missingShare > 0;
    }

    double clamp(double value) {
        return Math.clamp(value, min, max);
    }

    double standardised(double value) {
        return (clamp(value) - mean) / deviation;
    }

    double standardisedLog(double value) {
        return (signedLog(clamp(value)) - logMean) / logDeviation;
    }

    double hinge(double value, int knot) {
        return Math.max(0, clamp(value) - knots.get(knot)) / deviation;
    }

    /** Odd, monotone, and near log(x) for large x: amounts and durations are compared by ratio. */
    public static double signedLog(double value) {
        return Math.signum(value) * Math.log1p(Math.abs(value));
    }
}
