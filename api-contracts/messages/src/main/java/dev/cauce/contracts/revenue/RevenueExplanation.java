package dev.cauce.contracts.revenue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cell is made of.
 *
 * @param amountMinor the cell: the sum of all its causes, of which these are a page
 */
public record RevenueExplanation(
        long amountMinor,
        List<RevenueCause> items,
        @Nullable String nextCursor) {}
