package dev.cauce.cli.customers;

import java.util.List;
import java.util.Map;

/**
 * How an import ended.
 *
 * @param rows of the table, broken ones included
 * @param imported rows of which at least one request had an effect now, and none was refused
 * @param unchanged rows that were wholly in before
 * @param rejected rows of which something was refused
 * @param accounts registered now
 * @param subscriptions started now
 * @param cancellations recorded now
 * @param codes rejections by code, the most frequent first
 * @param first the first few rejections
 */
public record ImportSummary(
        long rows,
        long imported,
        long unchanged,
        long rejected,
        long accounts,
        long subscriptions,
        long cancellations,
        Map<String, Long> codes,
        List<Rejection> first) {}
