package dev.cauce.ml.churn.model;

/**
 * Customers of like predicted probability, and how many of them left.
 *
 * @param count how many customers
 * @param meanPredicted the mean of their predicted probabilities
 * @param observedRate the share of them that left
 */
public record CalibrationBin(int count, double meanPredicted, double observedRate) {}
