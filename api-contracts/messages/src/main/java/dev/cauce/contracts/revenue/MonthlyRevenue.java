package dev.cauce.contracts.revenue;

import org.jspecify.annotations.Nullable;

/**
 * The monthly recurring revenue (MRR) of a month and what moved it, in minor units. Contraction and churn are negative:
 * opening and the five movements add up to closing.
 *
 * @param arrMinor the closing MRR times twelve
 * @param payingAccounts accounts that pay at the month's end
 * @param arpaMinor the closing MRR for each of them, rounded half up; nothing where there is none
 * @param netRetention what the accounts of the month's beginning pay at its end, of what they paid: with expansion, not
 *     above it in {@code grossRetention}; nothing where nobody paid
 */
public record MonthlyRevenue(
        String month,
        long openingMinor,
        long newMinor,
        long expansionMinor,
        long contractionMinor,
        long churnMinor,
        long reactivationMinor,
        long closingMinor,
        long arrMinor,
        long payingAccounts,
        @Nullable Long arpaMinor,
        @Nullable Double netRetention,
        @Nullable Double grossRetention) {}
