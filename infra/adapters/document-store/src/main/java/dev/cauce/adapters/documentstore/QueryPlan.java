package dev.cauce.adapters.documentstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the documents that a filter may match are found. */
sealed interface QueryPlan {

    /** Whether the documents come in the order asked for. */
    boolean isSorted();

    /** Few documents by their {@code _id}. */
    record ById(List<DocumentKey> keys, boolean isSorted) implements QueryPlan {}

    /** The collection itself, which lies in the order of {@code _id}. */
    record Collection(List<KeyRange> ranges, boolean descending, boolean isSorted) implements QueryPlan {}

    /**
     * The entries of an index.
     *
     * @param merge whether the ranges are read side by side, to keep one order across them
     * @param boundFields how many leading fields of the index are bound to points
     */
    record Index(
            StoredIndex index,
            List<KeyRange> ranges,
            boolean descending,
            boolean merge,
            boolean isSorted,
            int boundFields)
            implements QueryPlan {}

    /** The index that is read; null where none is. */
    default @Nullable StoredIndex indexUsed() {
        return this instanceof Index plan ? plan.index() : null;
    }
}
