package dev.cauce.contracts.invoice;

/**
 * What is owed in a currency by how long it has been due, in minor units; days are of 24 hours from when it was due.
 */
public record AgedReceivables(
        String currency,
        long notDueMinor,
        long upTo30DaysMinor,
        long upTo60DaysMinor,
        long upTo90DaysMinor,
        long over90DaysMinor,
        long totalMinor) {}
