package dev.cauce.contracts.model;

/** Customers of like score: mean of what was predicted, and the share that left. */
public record CalibrationBin(int count, double predicted, double observed) {}
