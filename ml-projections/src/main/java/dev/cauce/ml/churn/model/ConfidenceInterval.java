package dev.cauce.ml.churn.model;

/**
 * An estimate with the ends of its interval.
 *
 * @param level the share of such intervals that hold the true value, as 0.95
 */
public record ConfidenceInterval(double estimate, double low, double high, double level) {}
