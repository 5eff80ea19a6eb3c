package dev.cauce.contracts.revenue;

import java.util.List;

/**
 * The accounts that paid first in a month.
 *
 * @param newAccounts how many they are
 * @param newMinor what they began to pay a month, in minor units
 * @param months from the cohort's own on
 */
public record RevenueCohort(String month, long newAccounts, long newMinor, List<CohortMonth> months) {}
