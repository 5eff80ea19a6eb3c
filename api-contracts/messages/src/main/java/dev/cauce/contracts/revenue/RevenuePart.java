package dev.cauce.contracts.revenue;

import org.jspecify.annotations.Nullable;

/**
 * A sum that a cell is made of.
 *
 * @param month of which month it is; absent where the cell is of none
 * @param divides whether the cell is divided by it; it is multiplied with it otherwise
 */
public record RevenuePart(String cell, @Nullable String month, long amount, boolean divides) {}
