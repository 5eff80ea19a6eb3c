package dev.cauce.ml.churn.model;

import org.jspecify.annotations.Nullable;

/**
 * What one feature did to one score.
 *
 * @param feature the feature's name, as in the row
 * @param value what the row says of it, as text; {@code null} when it says nothing
 * @param logOdds by how much it moved the log-odds of leaving: above zero towards leaving, below towards staying
 */
public record FeatureContribution(String feature, @Nullable String value, double logOdds) {}
