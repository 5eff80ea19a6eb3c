package dev.cauce.contracts.revenue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cell is made of.
 *
 * @param value the cell: an amount in minor units, a number of accounts or invoices, or a ratio; absent where that
 *     would divide by nothing
 * @param asOf as of which time; named again, it keeps the pages of one explanation together
 * @param parts the sums that the cell is made of; of a sum, itself
 * @param items a page of the events, part by part and the oldest first: those of a part add up to it
 */
public record RevenueExplanation(
        String cell,
        @Nullable Double value,
        Instant asOf,
        @Nullable Instant knownAt,
        List<RevenuePart> parts,
        List<RevenueCause> items,
        @Nullable String nextCursor) {}
