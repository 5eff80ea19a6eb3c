package dev.cauce.contracts.model;

/** A feature that drove a score: its value, and its share in log-odds, signed. */
public record FeatureContribution(String feature, String value, double contribution) {}
