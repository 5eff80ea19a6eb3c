package dev.cauce.contracts.revenue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What dunning brought back, by month and policy, the oldest month first.
 *
 * @param timeZone where the months begin and end: the tenant's, as of the time
 */
public record RecoveryRatesView(
        String currency,
        String timeZone,
        Instant asOf,
        @Nullable Instant knownAt,
        List<RecoveryRate> rates) {}
