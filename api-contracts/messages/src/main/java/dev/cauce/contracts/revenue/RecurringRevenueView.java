package dev.cauce.contracts.revenue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recurring revenue month by month.
 *
 * @param timeZone where the months begin and end: the tenant's, as of the time
 */
public record RecurringRevenueView(
        String currency,
        String timeZone,
        Instant asOf,
        @Nullable Instant knownAt,
        List<MonthlyRevenue> months) {}
