package dev.cauce.cli.customers;

import java.util.List;
import java.util.Set;

/**
 * What became of a row.
 *
 * @param line of the table
 * @param done the requests that had an effect now
 * @param repeated how many requests had been carried out by an earlier run
 * @param rejections empty when the row is wholly in
 */
record RowOutcome(long line, Set<CustomerRequests.Step> done, int repeated, List<Rejection> rejections) {
    RowOutcome {
        done = Set.copyOf(done);
        rejections = List.copyOf(rejections);
    }

    static RowOutcome refused(long line, List<Rejection> rejections) {
        return new RowOutcome(line, Set.of(), 0, rejections);
    }
}
