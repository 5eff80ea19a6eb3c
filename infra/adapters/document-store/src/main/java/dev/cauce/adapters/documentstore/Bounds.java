package dev.cauce.adapters.documentstore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Encoded values of one field, of which a matching document has at least one: single points, or all from {@code low}
 * (inclusive) up to {@code high} (exclusive).
 *
 * @param points in ascending order; null where the bounds are a range
 */
@SuppressWarnings("ArrayRecordComponent")
record Bounds(@Nullable List<byte[]> points, byte[] low, byte[] high) {

    private static final byte[] NOTHING = {0};

    static Bounds point(byte[] encoded) {
        return points(List.of(encoded));
    }

    static Bounds points(Collection<byte[]> encoded) {
        TreeSet<byte[]> ordered = new TreeSet<>(Bytes.ORDER);
        ordered.addAll(encoded);
        if (ordered.isEmpty()) {
            return new Bounds(List.of(), NOTHING, NOTHING);
        }
        return new Bounds(List.copyOf(ordered), ordered.first(), Bytes.after(ordered.last()));
    }

    static Bounds range(byte[] low, byte[] high) {
        return new Bounds(null, low, high);
    }

    boolean isEmpty() {
        return points == null ? Bytes.compare(low, high) >= 0 : points.isEmpty();
    }

    /** Whether a document without the field lies outside. */
    boolean excludesMissing() {
        return !isEmpty() && (low[0] & 0xFF) > ValueEncoding.NULL;
    }

    boolean isSinglePoint() {
        return points != null && points.size() == 1;
    }

    /** What lies in both; only right for a field that holds one value, since an array may meet each with another. */
    Bounds intersect(Bounds other) {
        if (points != null) {
            return points(points.stream().filter(other::contains).toList());
        }
        if (other.points != null) {
            return other.intersect(this);
        }
        byte[] highestLow = Bytes.compare(low, other.low) >= 0 ? low : other.low;
        byte[] lowestHigh = Bytes.compare(high, other.high) <= 0 ? high : other.high;
        return range(highestLow, lowestHigh);
    }

    /** The least bounds that hold both. */
    Bounds union(Bounds other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        if (points != null && other.points != null) {
            List<byte[]> all = new ArrayList<>(points);
            all.addAll(other.points);
            return points(all);
        }
        byte[] lowest = Bytes.compare(low, other.low) <= 0 ? low : other.low;
        byte[] highest = Bytes.compare(high, other.high) >= 0 ? high : other.high;
        return range(lowest, highest);
    }

    private boolean contains(byte[] encoded) {
        if (points == null) {
            return Bytes.compare(encoded, low) >= 0 && Bytes.compare(encoded, high) < 0;
        }
        return points.stream().anyMatch(point -> Bytes.compare(point, encoded) == 0);
    }
}
