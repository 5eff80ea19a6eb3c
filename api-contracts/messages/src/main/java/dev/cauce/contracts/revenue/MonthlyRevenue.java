package dev.cauce.contracts.revenue;

import org.jspecify.annotations.Nullable;

/**
 * The monthly recurring revenue (MRR) of a month and what moved it; {@link RevenueCell} defines each component by its
 * name. Contraction and churn are negative: opening, new, expansion, contraction, churn and reactivation add up to
 * closing, voluntary and involuntary churn to churn. A ratio is absent where it would divide by nothing.
 */
public record MonthlyRevenue(
        String month,
        long openingMinor,
        long newMinor,
        long expansionMinor,
        long contractionMinor,
        long churnMinor,
        long voluntaryChurnMinor,
        long involuntaryChurnMinor,
        long reactivationMinor,
        long closingMinor,
        long arrMinor,
        long openingAccounts,
        long newAccounts,
        long lostAccounts,
        long voluntaryLostAccounts,
        long involuntaryLostAccounts,
        long payingAccounts,
        long netKeptMinor,
        long grossKeptMinor,
        @Nullable Long arpaMinor,
        @Nullable Double netRetention,
        @Nullable Double grossRetention,
        @Nullable Double accountChurnRate,
        @Nullable Long ltvMinor) {}
