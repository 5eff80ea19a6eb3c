package dev.cauce.cli.customers;

import dev.cauce.cli.customers.CustomerRequests.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what became of the rows, in the order of the table. Used by one thread. */
final class ImportTally {
    private static final int SHOWN = 5;

    private final RejectionReport report;
    private final Map<String, Long> codes = new HashMap<>();
    private final List<Rejection> first = new ArrayList<>();
    private long rows;
    private long imported;
    private long unchanged;
    private long rejected;
    private long accounts;
    private long subscriptions;
    private long cancellations;
    private long line = 1;

    ImportTally(RejectionReport report) {
        this.report = report;
    }

    void add(RowOutcome outcome) {
        rows++;
        line = outcome.line();
        accounts += outcome.done().contains(Step.ACCOUNT) ? 1 : 0;
        subscriptions += outcome.done().contains(Step.SUBSCRIPTION) ? 1 : 0;
        cancellations += outcome.done().contains(Step.CANCELLATION) ? 1 : 0;
        if (!outcome.rejections().isEmpty()) {
            rejected++;
            outcome.rejections().forEach(this::reject);
        } else if (outcome.done().isEmpty()) {
            unchanged++;
        } else {
            imported++;
        }
    }

    private void reject(Rejection rejection) {
        report.add(rejection);
        codes.merge(rejection.code(), 1L, Long::sum);
        if (first.size() < SHOWN) {
            first.add(rejection);
        }
    }

    long line() {
        return line;
    }

    long rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    ImportSummary summary() {
        Map<String, Long> ordered = new LinkedHashMap<>();
        codes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return new ImportSummary(
                rows,
                imported,
                unchanged,
                rejected,
                accounts,
                subscriptions,
                cancellations,
                ordered,
                List.copyOf(first));
    }
}
