package dev.cauce.platform.projection;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.BsonInvalidOperationException;
import org.bson.Document;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * A page of a list by keyset: the cursor holds the last row's sort value and {@code _id}, so that a page costs the same
 * however far down it lies, and rows that come or go do not shift it. An index on the equality filters, the sort field
 * and {@code _id} serves it.
 *
 * @param field what the list is sorted by; {@code _id} breaks ties
 */
public record Keyset(
        String field, Direction direction, @Nullable String cursor, int limit) {

    /** Adds the keyset's condition, sort and limit to the filters of a list. */
    public Query applyTo(Criteria filters) {
        Criteria where = filters;
        if (cursor != null) {
            Key after = decode(cursor);
            Object value = after.value();
            String id = after.id();
            boolean up = direction == Direction.ASCENDING;
            Criteria later =
                    up ? Criteria.where(field).gt(value) : Criteria.where(field).lt(value);
            Criteria tied = up
                    ? Criteria.where(field).is(value).and("_id").gt(id)
                    : Criteria.where(field).is(value).and("_id").lt(id);
            // The plain range beside the alternative lets an index start at the cursor.
            Criteria from = up
                    ? Criteria.where(field).gte(value)
                    : Criteria.where(field).lte(value);
            where = new Criteria().andOperator(filters, from, new Criteria().orOperator(later, tied));
        }
        Sort.Direction order = direction == Direction.ASCENDING ? Sort.Direction.ASC : Sort.Direction.DESC;
        return new Query(where).with(Sort.by(order, field, "_id")).limit(limit + 1);
    }

    /**
     * Turns the rows that {@link #applyTo} found into a page.
     *
     * @param key the sort value and {@code _id} of a row, in that order
     * @param page makes the page from its items and the cursor of the next one
     */
    public <D, V, P> P page(
            List<D> rows, Function<D, V> view, Function<D, Key> key, BiFunction<List<V>, @Nullable String, P> page) {
        boolean more = rows.size() > limit;
        List<D> shown = more ? rows.subList(0, limit) : rows;
        List<V> items = new ArrayList<>(shown.size());
        shown.forEach(row -> items.add(view.apply(row)));
        return page.apply(items, more ? encode(key.apply(shown.getLast())) : null);
    }

    /** Where a row stands in the list. */
    public record Key(Object value, String id) {}

    private static String encode(Key key) {
        Object value = key.value() instanceof Instant instant ? Date.from(instant) : key.value();
        String json = new Document("v", value).append("i", key.id()).toJson();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Key decode(String cursor) {
        try {
            Document key = Document.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            Object value = key.get("v");
            if (key.size() == 2
                    && (value instanceof String || value instanceof Date || value instanceof Number)
                    && key.get("i") instanceof String id) {
                return new Key(value, id);
            }
            throw unreadable();
        } catch (IllegalArgumentException | JsonParseException | BsonInvalidOperationException unreadable) {
            throw unreadable();
        }
    }

    private static Rejected unreadable() {
        return new Rejected(ErrorCode.INVALID_REQUEST, "The cursor is not one that this list gave out.");
    }
}
