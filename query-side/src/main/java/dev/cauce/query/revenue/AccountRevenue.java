package dev.cauce.query.revenue;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.revenue.RevenueCell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The recurring revenue of one account in one currency as a function of time: constant but for its jumps, the oldest
 * first. All that changes at one instant is one jump, so which of two streams is looked at first says nothing.
 */
record AccountRevenue(String accountId, List<Jump> jumps) {

    private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);

    /** What an event changed of what its subscription is worth a month. */
    record Step(RevenueDocument.Change change, long sequence, long deltaMinor) {}

    /**
     * A movement.
     *
     * @param steps by subscription, and in the order of recording; they add up to {@code after - before}
     */
    record Jump(RevenueCell kind, long beforeMinor, long afterMinor, List<Step> steps) {

        Instant at() {
            return steps.getFirst().change().at();
        }

        /** Which event made it what it is. */
        Step last() {
            return steps.getLast();
        }

        /** By how much it changes the number of accounts that pay. */
        int turn() {
            return Boolean.compare(afterMinor > 0, beforeMinor > 0);
        }
    }

    static AccountRevenue of(RevenueDocument account, String currency, Cut cut) {
        List<Step> steps = new ArrayList<>();
        account.changes().values().forEach(changes -> steps.addAll(steps(changes, currency, cut)));
        steps.sort(Comparator.comparing((Step step) -> step.change().at())
                .thenComparing(step -> step.change().subscriptionId())
                .thenComparingLong(Step::sequence));
        List<Jump> jumps = new ArrayList<>();
        long level = 0;
        boolean paidOnce = false;
        for (int from = 0, to; from < steps.size(); from = to) {
            to = from + 1;
            while (to < steps.size()
                    && steps.get(to)
                            .change()
                            .at()
                            .equals(steps.get(from).change().at())) {
                to++;
            }
            List<Step> together = List.copyOf(steps.subList(from, to));
            long after = together.stream().mapToLong(Step::deltaMinor).reduce(level, Math::addExact);
            if (after != level) {
                jumps.add(new Jump(kind(level, after, paidOnce), level, after, together));
            }
            paidOnce |= after > 0;
            level = after;
        }
        return new AccountRevenue(account.accountId(), List.copyOf(jumps));
    }

    private static RevenueCell kind(long before, long after, boolean paidOnce) {
        if (before == 0) {
            return paidOnce ? RevenueCell.REACTIVATION : RevenueCell.NEW;
        }
        if (after == 0) {
            return RevenueCell.CHURN;
        }
        return after > before ? RevenueCell.EXPANSION : RevenueCell.CONTRACTION;
    }

    /** In the order of recording; what was recorded later also voids what was dated after it. */
    private static List<Step> steps(Map<String, RevenueDocument.Change> changes, String currency, Cut cut) {
        record Worth(RevenueDocument.Change change, long sequence, long monthlyMinor) {}
        List<Worth> worths = new ArrayList<>();
        @Nullable String inCurrency = null;
        @Nullable String interval = null;
        long amountMinor = 0;
        boolean paying = false;
        for (Map.Entry<Long, RevenueDocument.Change> said : RevenueDocument.bySequence(changes)) {
            RevenueDocument.Change change = said.getValue();
            if (!cut.knows(change.recorded())) {
                continue;
            }
            if (change.currency() != null) {
                inCurrency = change.currency();
                interval = change.interval();
                amountMinor = Objects.requireNonNull(change.amountMinor());
            }
            if (change.paying() != null) {
                paying = change.paying();
            }
            worths.removeIf(worth -> worth.change().at().isAfter(change.at()));
            boolean counts = paying && currency.equals(inCurrency);
            worths.add(new Worth(change, said.getKey(), counts ? monthly(amountMinor, interval) : 0));
        }
        List<Step> steps = new ArrayList<>();
        long before = 0;
        for (Worth worth : worths) {
            if (cut.holds(worth.change().at()) && worth.monthlyMinor() != before) {
                steps.add(new Step(worth.change(), worth.sequence(), Math.subtractExact(worth.monthlyMinor(), before)));
                before = worth.monthlyMinor();
            }
        }
        return steps;
    }

    private static long monthly(long amountMinor, @Nullable String interval) {
        return BillingInterval.YEAR.name().equals(interval)
                ? BigDecimal.valueOf(amountMinor)
                        .divide(MONTHS_OF_A_YEAR, 0, RoundingMode.HALF_UP)
                        .longValueExact()
                : amountMinor;
    }
}
