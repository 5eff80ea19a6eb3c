package dev.cauce.contracts.revenue;

/**
 * A cohort at the end of a month, or as of the time where that is earlier; see {@link RevenueCell}.
 *
 * @param accountRetention {@code payingAccounts} of all that the cohort ever had
 * @param revenueRetention {@code closingMinor} of what the cohort began with; above 1 where it grew
 */
public record CohortMonth(
        String month, long payingAccounts, long closingMinor, double accountRetention, double revenueRetention) {}
