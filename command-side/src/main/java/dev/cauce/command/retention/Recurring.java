package dev.cauce.command.retention;

import dev.cauce.contracts.retention.RecurringAmount;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What subscriptions bring a month, summed by currency. */
final class Recurring {

    private final SortedMap<String, Long> minorByCurrency = new TreeMap<>();

    /** @param before currencies that are named even where nothing comes in any more */
    Recurring(Collection<RecurringAmount> before) {
        before.forEach(amount -> minorByCurrency.put(amount.currency(), 0L));
    }

    void add(SubscriptionTimeline.Standing standing) {
        if (standing.paying()) {
            minorByCurrency.merge(standing.currency(), standing.monthlyMinor(), Recurring::sum);
        }
    }

    /** No figure of the outcome keeps it from being measured: what is beyond all counting stays there. */
    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    List<RecurringAmount> amounts() {
        return minorByCurrency.entrySet().stream()
                .map(entry -> new RecurringAmount(entry.getKey(), entry.getValue()))
                .toList();
    }
}
