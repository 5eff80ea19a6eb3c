package dev.cauce.adapters.eventstore;

import java.time.Duration;

/**
 * Counters since the store was opened, for gauges and meters.
 *
 * @param appends appends acknowledged
 * @param events events acknowledged
 * @param conflicts appends refused because their stream had moved on
 * @param failures appends that failed for want of space or by an I/O error
 * @param groups batches written, each with one sync
 * @param largestGroup the most appends in one batch
 * @param writeTime time spent writing and syncing batches
 * @param waiting appends that wait for the writer now
 * @param reopenings times the tables were opened anew after a failed write
 * @param head the last position
 */
public record StoreMetrics(
        long appends,
        long events,
        long conflicts,
        long failures,
        long groups,
        long largestGroup,
        Duration writeTime,
        int waiting,
        long reopenings,
        long head) {}
