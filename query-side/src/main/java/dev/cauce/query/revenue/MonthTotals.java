package dev.cauce.query.revenue;

import dev.cauce.contracts.revenue.MonthlyRevenue;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.query.revenue.AccountRevenue.Jump;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A month, summed up over the accounts by what they pay at its beginning and at its end, and by how it moved. */
final class MonthTotals {

    private final Map<RevenueCell, Long> sums = new EnumMap<>(RevenueCell.class);

    void add(AccountMonth month) {
        long opening = month.openingMinor();
        long closing = month.closingMinor();
        count(RevenueCell.OPENING, opening);
        count(RevenueCell.CLOSING, closing);
        count(RevenueCell.OPENING_ACCOUNTS, opening > 0 ? 1 : 0);
        count(RevenueCell.PAYING_ACCOUNTS, closing > 0 ? 1 : 0);
        if (opening > 0) {
            count(RevenueCell.NET_KEPT, closing);
            count(RevenueCell.GROSS_KEPT, Math.min(opening, closing));
        }
        @Nullable Jump last = null;
        for (Jump jump : month.account().jumps()) {
            if (month.month().contains(jump.at())) {
                moved(jump);
                last = jump;
            }
        }
        if (last != null && month.isLost()) {
            count(RevenueCell.LOST_ACCOUNTS, 1);
            count(
                    last.last().change().isInvoluntary()
                            ? RevenueCell.INVOLUNTARY_LOST_ACCOUNTS
                            : RevenueCell.VOLUNTARY_LOST_ACCOUNTS,
                    1);
        }
    }

    private void moved(Jump jump) {
        count(jump.kind(), jump.afterMinor() - jump.beforeMinor());
        if (jump.kind() == RevenueCell.NEW) {
            count(RevenueCell.NEW_ACCOUNTS, 1);
        }
        if (jump.kind() == RevenueCell.CHURN) {
            long involuntary = jump.steps().stream()
                    .filter(step -> step.change().isInvoluntary())
                    .mapToLong(AccountRevenue.Step::deltaMinor)
                    .sum();
            count(RevenueCell.INVOLUNTARY_CHURN, involuntary);
            count(RevenueCell.VOLUNTARY_CHURN, jump.afterMinor() - jump.beforeMinor() - involuntary);
        }
    }

    private void count(RevenueCell cell, long amount) {
        sums.merge(cell, amount, Math::addExact);
    }

    private long sum(RevenueCell cell) {
        return sums.getOrDefault(cell, 0L);
    }

    private @Nullable Double ratio(RevenueCell factor, RevenueCell divisor) {
        return Ratio.ratio(sum(factor), sum(divisor));
    }

    private @Nullable Long amount(List<RevenueCell> factors, List<RevenueCell> divisors) {
        BigDecimal amount = Ratio.amount(
                factors.stream().map(this::sum).toList(),
                divisors.stream().map(this::sum).toList());
        return amount == null ? null : amount.longValueExact();
    }

    MonthlyRevenue row(YearMonth month) {
        return new MonthlyRevenue(
                month.toString(),
                sum(RevenueCell.OPENING),
                sum(RevenueCell.NEW),
                sum(RevenueCell.EXPANSION),
                sum(RevenueCell.CONTRACTION),
                sum(RevenueCell.CHURN),
                sum(RevenueCell.VOLUNTARY_CHURN),
                sum(RevenueCell.INVOLUNTARY_CHURN),
                sum(RevenueCell.REACTIVATION),
                sum(RevenueCell.CLOSING),
                Math.multiplyExact(sum(RevenueCell.CLOSING), 12L),
                sum(RevenueCell.OPENING_ACCOUNTS),
                sum(RevenueCell.NEW_ACCOUNTS),
                sum(RevenueCell.LOST_ACCOUNTS),
                sum(RevenueCell.VOLUNTARY_LOST_ACCOUNTS),
                sum(RevenueCell.INVOLUNTARY_LOST_ACCOUNTS),
                sum(RevenueCell.PAYING_ACCOUNTS),
                sum(RevenueCell.NET_KEPT),
                sum(RevenueCell.GROSS_KEPT),
                amount(List.of(RevenueCell.CLOSING), List.of(RevenueCell.PAYING_ACCOUNTS)),
                ratio(RevenueCell.NET_KEPT, RevenueCell.OPENING),
                ratio(RevenueCell.GROSS_KEPT, RevenueCell.OPENING),
                ratio(RevenueCell.LOST_ACCOUNTS, RevenueCell.OPENING_ACCOUNTS),
                amount(
                        List.of(RevenueCell.CLOSING, RevenueCell.OPENING_ACCOUNTS),
                        List.of(RevenueCell.PAYING_ACCOUNTS, RevenueCell.LOST_ACCOUNTS)));
    }
}
