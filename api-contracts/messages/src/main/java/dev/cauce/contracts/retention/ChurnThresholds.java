package dev.cauce.contracts.retention;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** The probabilities from which the bands of churn risk begin, each inclusive; below {@code medium} it is low. */
public record ChurnThresholds(
        @DecimalMin("0.01") @DecimalMax("0.99") double medium,
        @DecimalMin("0.01") @DecimalMax("0.99") double high,
        @DecimalMin("0.01") @DecimalMax("0.99") double critical) {

    /** What holds until a tenant has approved a policy of its own. */
    public static final ChurnThresholds STANDARD = new ChurnThresholds(0.25, 0.5, 0.75);

    /** The version of the policy that these are of. */
    public static final String STANDARD_VERSION = "retention-standard-1";
}
