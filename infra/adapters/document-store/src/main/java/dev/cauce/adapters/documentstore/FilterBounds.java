package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a filter says about single fields, as far as an index can use it.
 *
 * <p>Bounds never leave out a matching document; they may let in others, for the whole filter is checked again on each
 * document that is read. Whatever is not understood here bounds nothing.
 */
final class FilterBounds {

    private final Map<String, List<Bounds>> byPath = new HashMap<>();
    private boolean onlyEqualities = true;

    private FilterBounds() {}

    static FilterBounds of(Document filter) {
        FilterBounds bounds = new FilterBounds();
        bounds.readAll(filter);
        return bounds;
    }

    /** Whether the filter is a conjunction of equalities with single values and nothing else. */
    boolean isOnlyEqualities() {
        return onlyEqualities;
    }

    int paths() {
        return byPath.size();
    }

    /**
     * The bounds on a field; null where the filter says nothing of it that an index could use.
     *
     * @param oneValue whether the field is known to hold one value in every document: then all that the filter says of
     *     it holds for that value, else only one condition can be used
     */
    @Nullable
    Bounds on(String path, boolean oneValue) {
        List<Bounds> all = byPath.get(path);
        if (all == null) {
            return null;
        }
        return oneValue ? all.stream().reduce(Bounds::intersect).orElseThrow() : narrowest(all);
    }

    private static Bounds narrowest(List<Bounds> all) {
        return all.stream()
                .filter(bounds -> bounds.points() != null)
                .findFirst()
                .orElseGet(all::getFirst);
    }

    private void readAll(Document filter) {
        for (Map.Entry<String, Object> condition : filter.entrySet()) {
            readCondition(condition.getKey(), condition.getValue());
        }
    }

    private void readCondition(String key, @Nullable Object value) {
        switch (key) {
            case "$and" -> branches(value).forEach(this::readAll);
            case "$or" -> {
                onlyEqualities = false;
                readAlternatives(branches(value));
            }
            case "$comment" -> {
                // says nothing about documents
            }
            default -> {
                if (key.startsWith("$")) {
                    onlyEqualities = false;
                } else {
                    readField(key, value);
                }
            }
        }
    }

    private static List<Document> branches(@Nullable Object value) {
        if (!(value instanceof Collection<?> collection)) {
            return List.of();
        }
        List<Document> branches = new ArrayList<>();
        for (Object branch : collection) {
            if (!(branch instanceof Document document)) {
                return List.of();
            }
            branches.add(document);
        }
        return branches;
    }

    /** A field that every alternative bounds lies within the union of their bounds. */
    private void readAlternatives(List<Document> alternatives) {
        if (alternatives.isEmpty()) {
            return;
        }
        List<FilterBounds> read = alternatives.stream().map(FilterBounds::of).toList();
        for (String path : read.getFirst().byPath.keySet()) {
            Bounds union = null;
            for (FilterBounds alternative : read) {
                Bounds bounds = alternative.on(path, false);
                if (bounds == null) {
                    union = null;
                    break;
                }
                union = union == null ? bounds : union.union(bounds);
            }
            if (union != null) {
                add(path, union);
            }
        }
    }

    private void readField(String path, @Nullable Object value) {
        if (value instanceof Document operators && isOperators(operators)) {
            readOperators(path, operators);
        } else if (isPoint(value)) {
            add(path, Bounds.point(ValueEncoding.encode(value)));
        } else {
            onlyEqualities = false;
        }
    }

    private static boolean isOperators(Document value) {
        return !value.isEmpty() && value.keySet().iterator().next().startsWith("$");
    }

    private void readOperators(String path, Document operators) {
        Bounds range = null;
        for (Map.Entry<String, Object> operator : operators.entrySet()) {
            Object operand = operator.getValue();
            Bounds bounds = switch (operator.getKey()) {
                case "$eq" -> isPoint(operand) ? Bounds.point(ValueEncoding.encode(operand)) : null;
                case "$in" -> in(operand);
                case "$gt", "$gte", "$lt", "$lte" -> range(operator.getKey(), operand);
                default -> null;
            };
            if (bounds == null || bounds.points() == null) {
                onlyEqualities = false;
            }
            if (bounds != null) {
                range = range == null ? bounds : range.intersect(bounds);
            }
        }
        if (range != null) {
            add(path, range);
        }
    }

    private static @Nullable Bounds in(@Nullable Object operand) {
        if (!(operand instanceof Collection<?> values)) {
            return null;
        }
        List<byte[]> points = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!isPoint(value)) {
                return null;
            }
            points.add(ValueEncoding.encode(value));
        }
        return Bounds.points(points);
    }

    private static @Nullable Bounds range(String operator, @Nullable Object operand) {
        if (operand == null || !isOrdered(operand)) {
            return null;
        }
        byte[] encoded = ValueEncoding.encode(operand);
        // Equal numbers of different types may differ behind the nearest double; a bound that includes takes them all.
        byte[] shared =
                operand instanceof Number ? Arrays.copyOf(encoded, 1 + NumberEncoding.NEAREST_DOUBLE_BYTES) : encoded;
        byte[] typeStart = {encoded[0]};
        byte[] typeEnd = {(byte) (encoded[0] + 1)};
        return switch (operator) {
            case "$gt" -> Bounds.range(Bytes.after(encoded), typeEnd);
            case "$gte" -> Bounds.range(shared, typeEnd);
            case "$lt" -> Bounds.range(typeStart, encoded);
            default -> Bounds.range(typeStart, Bytes.after(shared));
        };
    }

    /** Types whose ranges the core's matcher and the encoding order alike. */
    private static boolean isOrdered(Object value) {
        return switch (value) {
            case Number number -> !Double.isNaN(number.doubleValue());
            case String _ -> true;
            case Instant _ -> true;
            case ObjectId _ -> true;
            case Boolean _ -> true;
            case BsonTimestamp _ -> true;
            case UUID _ -> true;
            default -> false;
        };
    }

    /** Whether a document equals the value only where an index holds the value's encoding. */
    private static boolean isPoint(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Collection<?> _ -> false;
            case BsonRegularExpression _ -> false;
            case MinKey _ -> false;
            case MaxKey _ -> false;
            case Document document -> isPlain(document);
            default -> true;
        };
    }

    /** The core's matcher reads operators, nulls and emptiness within a document in ways of its own. */
    private static boolean isPlain(Document document) {
        if (document.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, Object> field : document.entrySet()) {
            Object value = field.getValue();
            if (field.getKey().startsWith("$") || value == null || value instanceof BsonRegularExpression) {
                return false;
            }
            if (value instanceof Document inner && !isPlain(inner)) {
                return false;
            }
        }
        return true;
    }

    private void add(String path, Bounds bounds) {
        byPath.computeIfAbsent(path, _ -> new ArrayList<>(2)).add(bounds);
    }
}
