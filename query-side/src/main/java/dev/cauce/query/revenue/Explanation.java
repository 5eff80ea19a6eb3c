package dev.cauce.query.revenue;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueExplanation;
import dev.cauce.contracts.revenue.RevenuePart;
import dev.cauce.platform.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cell, its parts and the events of each. */
final class Explanation {

    private static final Comparator<RevenueCause> OLDEST_FIRST = Comparator.comparing(RevenueCause::at)
            .thenComparing(RevenueCause::stream)
            .thenComparingLong(RevenueCause::sequence);

    private final String cell;
    private final Cut cut;
    private final List<RevenuePart> parts = new ArrayList<>();
    private final List<RevenueCause> causes = new ArrayList<>();
    /** Of each cause, which part it is of: an event may count in several. */
    private final List<Integer> partOf = new ArrayList<>();

    Explanation(String cell, Cut cut) {
        this.cell = cell;
        this.cut = cut;
    }

    /** Adds a part, which is the sum of its events. */
    Explanation part(String name, @Nullable String month, boolean divides, List<RevenueCause> of) {
        long sum = of.stream().mapToLong(RevenueCause::amount).reduce(0, Math::addExact);
        of.stream().sorted(OLDEST_FIRST).forEach(cause -> {
            causes.add(cause);
            partOf.add(parts.size());
        });
        parts.add(new RevenuePart(name, month, sum, divides));
        return this;
    }

    /** The cell is its only part. */
    RevenueExplanation sum(@Nullable String cursor, int limit) {
        return page(sums -> (double) sums.getFirst(), cursor, limit);
    }

    /** @param value makes the cell of the sums of its parts, in their order */
    RevenueExplanation page(Function<List<Long>, @Nullable Double> value, @Nullable String cursor, int limit) {
        int first = cursor == null ? 0 : after(cursor);
        int end = Math.min(causes.size(), first + limit);
        return new RevenueExplanation(
                cell,
                value.apply(parts.stream().map(RevenuePart::amount).toList()),
                cut.asOf(),
                cut.knownAt(),
                List.copyOf(parts),
                List.copyOf(causes.subList(first, end)),
                end < causes.size() ? key(end - 1) : null);
    }

    /** The cursor is the last event that was shown, and its part. */
    private int after(String cursor) {
        for (int index = 0; index < causes.size(); index++) {
            if (key(index).equals(cursor)) {
                return index + 1;
            }
        }
        throw new Rejected(ErrorCode.INVALID_REQUEST, "The cursor is not one that this list gave out.");
    }

    private String key(int index) {
        String key = partOf.get(index) + " " + causes.get(index).eventId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
