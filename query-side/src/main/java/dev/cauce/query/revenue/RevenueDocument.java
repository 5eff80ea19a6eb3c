package dev.cauce.query.revenue;

import dev.cauce.contracts.subscription.CancellationReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An account as {@link RevenueProjection} keeps it.
 *
 * @param changes by subscription and sequence
 */
record RevenueDocument(@Id String id, String tenantId, String accountId, Map<String, Map<String, Change>> changes) {

    /**
     * What an event said of a subscription; what is absent stays as it was.
     *
     * @param recordedAt absent in the first version of the view
     * @param reason why it was cancelled
     */
    record Change(
            String eventId,
            String type,
            String subscriptionId,
            Instant at,
            @Nullable Instant recordedAt,
            @Nullable String currency,
            @Nullable String interval,
            @Nullable Long amountMinor,
            @Nullable Boolean paying,
            @Nullable String reason) {

        Instant recorded() {
            return recordedAt == null ? at : recordedAt;
        }

        /** Whether a payment that failed, or never came, ended the subscription. */
        boolean isInvoluntary() {
            return CancellationReason.PAYMENT_FAILED.name().equals(reason)
                    || CancellationReason.PAYMENT_TIMED_OUT.name().equals(reason);
        }
    }

    /** What was said, in the order of recording: keys of documents are strings. */
    static <T> List<Map.Entry<Long, T>> bySequence(Map<String, T> said) {
        return said.entrySet().stream()
                .map(entry -> Map.entry(Long.parseLong(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .toList();
    }
}
