package dev.cauce.query.revenue;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An account as {@link RevenueProjection} keeps it.
 *
 * @param changes by subscription and sequence
 */
record RevenueDocument(@Id String id, String accountId, Map<String, Map<String, Change>> changes) {

    /** What an event said of a subscription; what is absent stays as it was. */
    record Change(
            String eventId,
            String type,
            String subscriptionId,
            Instant at,
            @Nullable String currency,
            @Nullable String interval,
            @Nullable Long amountMinor,
            @Nullable Boolean paying) {}
}
