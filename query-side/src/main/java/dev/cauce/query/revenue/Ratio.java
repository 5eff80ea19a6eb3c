package dev.cauce.query.revenue;

import static dev.cauce.contracts.revenue.RevenueCell.CLOSING;
import static dev.cauce.contracts.revenue.RevenueCell.GROSS_KEPT;
import static dev.cauce.contracts.revenue.RevenueCell.LOST_ACCOUNTS;
import static dev.cauce.contracts.revenue.RevenueCell.NET_KEPT;
import static dev.cauce.contracts.revenue.RevenueCell.NEW;
import static dev.cauce.contracts.revenue.RevenueCell.NEW_ACCOUNTS;
import static dev.cauce.contracts.revenue.RevenueCell.OPENING;
import static dev.cauce.contracts.revenue.RevenueCell.OPENING_ACCOUNTS;
import static dev.cauce.contracts.revenue.RevenueCell.PAYING_ACCOUNTS;

import dev.cauce.contracts.revenue.RevenueCell;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell that is made of sums, as {@link RevenueCell} defines it.
 *
 * @param factors multiplied with one another
 * @param divisors what their product is divided by; of a cohort's retention, as of the cohort's own month
 * @param isAmount whether it is an amount, rounded half up to the minor unit
 */
record Ratio(List<RevenueCell> factors, List<RevenueCell> divisors, boolean isAmount) {

    static Optional<Ratio> of(RevenueCell cell) {
        return Optional.ofNullable(
                switch (cell) {
                    case ARPA -> new Ratio(List.of(CLOSING), List.of(PAYING_ACCOUNTS), true);
                    case NET_RETENTION -> new Ratio(List.of(NET_KEPT), List.of(OPENING), false);
                    case GROSS_RETENTION -> new Ratio(List.of(GROSS_KEPT), List.of(OPENING), false);
                    case ACCOUNT_CHURN_RATE -> new Ratio(List.of(LOST_ACCOUNTS), List.of(OPENING_ACCOUNTS), false);
                    case LTV ->
                        new Ratio(List.of(CLOSING, OPENING_ACCOUNTS), List.of(PAYING_ACCOUNTS, LOST_ACCOUNTS), true);
                    case ACCOUNT_RETENTION -> new Ratio(List.of(PAYING_ACCOUNTS), List.of(NEW_ACCOUNTS), false);
                    case REVENUE_RETENTION -> new Ratio(List.of(CLOSING), List.of(NEW), false);
                    default -> null;
                });
    }

    static boolean isOfCohorts(RevenueCell cell) {
        return cell == RevenueCell.ACCOUNT_RETENTION || cell == RevenueCell.REVENUE_RETENTION;
    }

    /** A ratio; nothing where it would divide by nothing. */
    static @Nullable Double ratio(long factor, long divisor) {
        return divisor == 0
                ? null
                : BigDecimal.valueOf(factor)
                        .divide(BigDecimal.valueOf(divisor), MathContext.DECIMAL128)
                        .doubleValue();
    }

    /** An amount; nothing where it would divide by nothing. */
    static @Nullable BigDecimal amount(List<Long> factors, List<Long> divisors) {
        BigDecimal divisor = product(divisors);
        return divisor.signum() == 0 ? null : product(factors).divide(divisor, 0, RoundingMode.HALF_UP);
    }

    private static BigDecimal product(List<Long> factors) {
        return factors.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ONE, BigDecimal::multiply);
    }

    @Nullable
    Double value(List<Long> factorSums, List<Long> divisorSums) {
        if (!isAmount) {
            return ratio(factorSums.getFirst(), divisorSums.getFirst());
        }
        BigDecimal amount = amount(factorSums, divisorSums);
        return amount == null ? null : amount.doubleValue();
    }
}
