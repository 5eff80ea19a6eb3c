package dev.cauce.query.revenue;

import dev.cauce.contracts.subscription.CancellationReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An account as {@link RevenueProjection} keeps it.
 *
 * @param changes by subscription and sequence
 */
record RevenueDocument(String accountId, Map<String, Map<String, Change>> changes) {

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

        private static Change read(DocumentReader in) {
            String eventId = null;
            String type = null;
            String subscriptionId = null;
            Instant at = null;
            Instant recordedAt = null;
            String currency = null;
            String interval = null;
            Long amountMinor = null;
            Boolean paying = null;
            String reason = null;
            in.begin();
            while (in.next()) {
                switch (in.name()) {
                    case "eventId" -> eventId = in.text();
                    case "type" -> type = in.text();
                    case "subscriptionId" -> subscriptionId = in.text();
                    case "at" -> at = in.time();
                    case "recordedAt" -> recordedAt = in.time();
                    case "currency" -> currency = in.text();
                    case "interval" -> interval = in.text();
                    case "amountMinor" -> amountMinor = in.number();
                    case "paying" -> paying = in.truth();
                    case "reason" -> reason = in.text();
                    default -> in.skip();
                }
            }
            return new Change(
                    Objects.requireNonNull(eventId),
                    Objects.requireNonNull(type),
                    Objects.requireNonNull(subscriptionId),
                    Objects.requireNonNull(at),
                    recordedAt,
                    currency,
                    interval,
                    amountMinor,
                    paying,
                    reason);
        }

        Instant recorded() {
            return recordedAt == null ? at : recordedAt;
        }

        /** Whether a payment that failed, or never came, ended the subscription. */
        boolean isInvoluntary() {
            return CancellationReason.PAYMENT_FAILED.name().equals(reason)
                    || CancellationReason.PAYMENT_TIMED_OUT.name().equals(reason);
        }
    }

    static RevenueDocument read(DocumentReader in) {
        String accountId = null;
        Map<String, Map<String, Change>> changes = Map.of();
        in.begin();
        while (in.next()) {
            switch (in.name()) {
                case "accountId" -> accountId = in.text();
                case "changes" -> changes = said(in, each -> said(each, Change::read));
                default -> in.skip();
            }
        }
        return new RevenueDocument(Objects.requireNonNull(accountId), changes);
    }

    /** A document whose fields are keys, each value read by itself. */
    static <T> Map<String, T> said(DocumentReader in, Function<DocumentReader, T> each) {
        Map<String, T> said = new HashMap<>();
        in.begin();
        while (in.next()) {
            String key = in.name();
            said.put(key, each.apply(in));
        }
        return said;
    }

    /** What was said, in the order of recording: keys of documents are strings. */
    static <T> List<Map.Entry<Long, T>> bySequence(Map<String, T> said) {
        return said.entrySet().stream()
                .map(entry -> Map.entry(Long.parseLong(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .toList();
    }
}
