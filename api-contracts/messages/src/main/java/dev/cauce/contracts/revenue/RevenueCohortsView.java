package dev.cauce.contracts.revenue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts, the oldest first; a month in which nobody paid first has none.
 *
 * @param timeZone where the months begin and end: the tenant's, as of the time
 */
public record RevenueCohortsView(
        String currency,
        String timeZone,
        Instant asOf,
        @Nullable Instant knownAt,
        List<RevenueCohort> cohorts) {}
