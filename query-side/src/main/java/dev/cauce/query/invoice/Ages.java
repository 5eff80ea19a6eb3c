package dev.cauce.query.invoice;

import dev.cauce.contracts.invoice.AgedReceivables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums what is owed by currency and by how long it has been due. */
final class Ages {

    /** An age: due after {@code after}, and not after {@code until}. Where one is absent the age has no such end. */
    record Age(@Nullable Instant after, @Nullable Instant until) {}

    private static final int NOT_DUE = 0;

    private final Map<String, long[]> minorByCurrency = new TreeMap<>();

    /** The ages as of a time, the youngest first. */
    static List<Age> asOf(Instant now) {
        List<Age> ages = new ArrayList<>();
        @Nullable Instant until = null;
        for (int days : new int[] {0, 30, 60, 90}) {
            // What is due at this very moment is not late, and what is 30 days late is in the age up to 30 days.
            Instant after = now.minus(Duration.ofDays(days)).minusMillis(1);
            ages.add(new Age(after, until));
            until = after;
        }
        ages.add(new Age(null, until));
        return ages;
    }

    void add(int age, String currency, long amountMinor) {
        long[] sums = minorByCurrency.computeIfAbsent(currency, name -> new long[5]);
        sums[age] = Math.addExact(sums[age], amountMinor);
    }

    List<AgedReceivables> receivables() {
        return minorByCurrency.entrySet().stream()
                .map(entry -> {
                    long[] sums = entry.getValue();
                    long total = 0;
                    for (long sum : sums) {
                        total = Math.addExact(total, sum);
                    }
                    return new AgedReceivables(
                            entry.getKey(), sums[NOT_DUE], sums[1], sums[2], sums[3], sums[4], total);
                })
                .toList();
    }
}
