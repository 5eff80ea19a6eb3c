package dev.cauce.ml.churn.model;

import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnThresholds;

/**
 * The probabilities from which a band begins, each inclusive.
 *
 * @param medium from here on {@link ChurnBand#MEDIUM}
 * @param high from here on {@link ChurnBand#HIGH}
 * @param critical from here on {@link ChurnBand#CRITICAL}
 */
public record ChurnBands(double medium, double high, double critical) {

    public ChurnBands {
        if (!(0 < medium && medium < high && high < critical && critical < 1)) {
            throw new IllegalArgumentException(
                    "churn bands need 0 < medium < high < critical < 1, not " + medium + ", " + high + ", " + critical);
        }
    }

    /** What holds until a tenant has a policy of its own. */
    public static ChurnBands standard() {
        return of(ChurnThresholds.STANDARD);
    }

    public static ChurnBands of(ChurnThresholds thresholds) {
        return new ChurnBands(thresholds.medium(), thresholds.high(), thresholds.critical());
    }

    public ChurnBand of(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("not a probability: " + probability);
        }
        if (probability >= critical) {
            return ChurnBand.CRITICAL;
        }
        if (probability >= high) {
            return ChurnBand.HIGH;
        }
        return probability >= medium ? ChurnBand.MEDIUM : ChurnBand.LOW;
    }
}
