package dev.cauce.query.revenue;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueMovement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the recurring revenue of one account moved in one currency, oldest first. */
final class Movements {

    private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);

    /** What a subscription is worth a month since a time. */
    private record Worth(RevenueDocument.Change change, long monthlyMinor) {}

    /** A movement and the event that caused it. */
    record Movement(RevenueMovement kind, RevenueCause cause, long monthlyMinorAfter) {}

    private Movements() {}

    static List<Movement> of(RevenueDocument account, String currency, Instant asOf) {
        List<Worth> all = new ArrayList<>();
        account.changes().values().forEach(changes -> all.addAll(worths(changes, currency, asOf)));
        // Stable: of one subscription, what was recorded first stays first.
        all.sort(Comparator.comparing((Worth worth) -> worth.change().at())
                .thenComparing(worth -> worth.change().subscriptionId()));
        Map<String, Long> bySubscription = new TreeMap<>();
        List<Movement> movements = new ArrayList<>();
        long before = 0;
        boolean paidOnce = false;
        for (Worth worth : all) {
            bySubscription.put(worth.change().subscriptionId(), worth.monthlyMinor());
            long after =
                    bySubscription.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
            if (after != before) {
                movements.add(
                        new Movement(kind(before, after, paidOnce), cause(account, worth, after - before), after));
            }
            paidOnce |= after > 0;
            before = after;
        }
        return movements;
    }

    private static RevenueMovement kind(long before, long after, boolean paidOnce) {
        if (before == 0) {
            return paidOnce ? RevenueMovement.REACTIVATION : RevenueMovement.NEW;
        }
        if (after == 0) {
            return RevenueMovement.CHURN;
        }
        return after > before ? RevenueMovement.EXPANSION : RevenueMovement.CONTRACTION;
    }

    private static RevenueCause cause(RevenueDocument account, Worth worth, long amountMinor) {
        return new RevenueCause(
                worth.change().eventId(),
                worth.change().type(),
                account.accountId(),
                worth.change().subscriptionId(),
                worth.change().at(),
                amountMinor);
    }

    /** In the order of recording; what was recorded later also voids what was dated after it. */
    private static List<Worth> worths(Map<String, RevenueDocument.Change> changes, String currency, Instant asOf) {
        List<RevenueDocument.Change> recorded = changes.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> Long.parseLong(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        List<Worth> worths = new ArrayList<>();
        @Nullable String inCurrency = null;
        @Nullable String interval = null;
        long amountMinor = 0;
        boolean paying = false;
        for (RevenueDocument.Change change : recorded) {
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
            worths.add(new Worth(change, counts ? monthly(amountMinor, interval) : 0));
        }
        worths.removeIf(worth -> worth.change().at().isAfter(asOf));
        return worths;
    }

    private static long monthly(long amountMinor, @Nullable String interval) {
        return BillingInterval.YEAR.name().equals(interval)
                ? BigDecimal.valueOf(amountMinor)
                        .divide(MONTHS_OF_A_YEAR, 0, RoundingMode.HALF_UP)
                        .longValueExact()
                : amountMinor;
    }
}
