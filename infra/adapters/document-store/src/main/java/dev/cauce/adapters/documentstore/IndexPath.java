package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dotted path, and the values that an index finds in a document by following it through documents and arrays. */
final class IndexPath {

    /** Stands for an array without elements. */
    enum EmptyArray {
        VALUE
    }

    private final List<String> fragments;

    private IndexPath(List<String> fragments) {
        this.fragments = fragments;
    }

    static IndexPath of(String path) {
        return new IndexPath(List.copyOf(Utils.splitPath(path)));
    }

    Values valuesIn(Document document) {
        Values found = new Values();
        follow(document, 0, found);
        return found;
    }

    private void follow(@Nullable Object value, int depth, Values found) {
        if (depth == fragments.size()) {
            found.present = true;
            addLeaf(value, depth, found);
        } else if (value instanceof Document document) {
            String name = fragments.get(depth);
            if (document.containsKey(name)) {
                follow(document.get(name), depth + 1, found);
            } else {
                found.values.add(null);
            }
        } else if (value instanceof Collection<?> array) {
            followArray(array, depth, found);
        } else {
            found.values.add(null);
        }
    }

    private void followArray(Collection<?> array, int depth, Values found) {
        found.noteArray(fragments, depth);
        String name = fragments.get(depth);
        if (isNumber(name)) {
            int position = Integer.parseInt(name);
            if (array instanceof List<?> list && position < list.size()) {
                follow(list.get(position), depth + 1, found);
            } else {
                found.values.add(null);
            }
            return;
        }
        if (array.isEmpty()) {
            found.values.add(EmptyArray.VALUE);
        }
        for (Object element : array) {
            follow(element, depth, found);
        }
    }

    private void addLeaf(@Nullable Object value, int depth, Values found) {
        if (!(value instanceof Collection<?> array)) {
            found.values.add(value);
            return;
        }
        found.noteArray(fragments, depth);
        if (array.isEmpty()) {
            found.values.add(EmptyArray.VALUE);
        }
        found.values.addAll(array);
    }

    private static boolean isNumber(String name) {
        return name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The values at a path: one, or several where arrays lie on the way. */
    static final class Values {

        private final List<@Nullable Object> values = new ArrayList<>(1);
        private boolean present;
        private @Nullable String firstArray;

        List<@Nullable Object> values() {
            return values;
        }

        /** Whether the document has the field at all. */
        boolean isPresent() {
            return present;
        }

        /** The path of the outermost array on the way; null where there is none. */
        @Nullable
        String firstArray() {
            return firstArray;
        }

        private void noteArray(List<String> fragments, int depth) {
            if (firstArray == null) {
                firstArray = String.join(".", fragments.subList(0, depth));
            }
        }
    }
}
