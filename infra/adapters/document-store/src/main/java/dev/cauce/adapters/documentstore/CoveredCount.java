package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** Counts matches by an index's entries alone, without reading a document, where that gives the same number. */
final class CoveredCount {

    private CoveredCount() {}

    /**
     * The number of matches; null when documents must be read: when the filter says more than equalities on leading
     * fields of the index, or a document can have several entries, or missing and null must be told apart from nothing.
     */
    static @Nullable Integer of(Document filter, QueryPlan plan, View view, StoreCounters counters) {
        if (!(plan instanceof QueryPlan.Index index)
                || index.index().isMultikey()
                || index.index().definition().partialFilter() != null) {
            return null;
        }
        FilterBounds bounds = FilterBounds.of(filter);
        if (!bounds.isOnlyEqualities() || bounds.paths() != index.boundFields()) {
            return null;
        }
        for (IndexField field : index.index().definition().fields().subList(0, index.boundFields())) {
            Bounds onField = bounds.on(field.path(), true);
            if (onField == null || !onField.excludesMissing()) {
                return null;
            }
        }
        counters.indexScans.increment();
        int count = 0;
        try (Scan entries = RangeScans.open(view, index.ranges(), false, false)) {
            while (entries.advance()) {
                count++;
            }
        }
        counters.keysExamined.add(count);
        return count;
    }
}
