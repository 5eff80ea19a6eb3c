package dev.cauce.contracts.revenue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event and what it counts.
 *
 * @param cell in which part of the cell it counts
 * @param stream the stream of its aggregate, where it stands at {@code sequence}
 * @param at since when it holds
 * @param recordedAt when it was recorded
 * @param amount what it adds to the part: minor units, or a number of accounts or invoices
 */
public record RevenueCause(
        String cell,
        String eventId,
        String type,
        String stream,
        long sequence,
        String accountId,
        String subscriptionId,
        @Nullable String invoiceId,
        Instant at,
        Instant recordedAt,
        long amount) {}
