package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks how to read: by {@code _id}, by the index that the filter narrows most, in an order that needs no sorting where
 * there is one, else the whole collection.
 *
 * <p>An index serves when the filter bounds its leading fields: equality or {@code $in} on as many as it can, then one
 * range. It also serves for its order alone when a limit lets the reading stop early.
 */
final class QueryPlanner {

    private static final int MAX_RANGES = 500;

    private static final int WORTH_OF_UNIQUE_MATCH = 1_000;
    private static final int WORTH_OF_EQUALITY = 20;
    private static final int WORTH_OF_RANGE = 8;
    private static final int WORTH_OF_ORDER = 4;
    private static final int WORTH_OF_ORDER_WITH_LIMIT = 12;

    private static final List<IndexField> ID_FIELD = List.of(new IndexField("_id", true));

    private final byte[] collectionPrefix;

    QueryPlanner(byte[] collectionPrefix) {
        this.collectionPrefix = collectionPrefix;
    }

    /**
     * Plans a query.
     *
     * @param sort fields and directions as MongoDB writes them; null or empty for any order
     * @param limit how many documents are wanted at most; 0 for all
     */
    QueryPlan plan(Document filter, @Nullable Document sort, int limit, List<StoredIndex> indexes) {
        FilterBounds bounds = FilterBounds.of(filter);
        QueryPlan byId = planById(bounds, sort);
        if (byId != null) {
            return byId;
        }
        Candidate best = null;
        for (StoredIndex index : indexes) {
            Candidate candidate = consider(index, filter, bounds, sort, limit);
            if (candidate != null && (best == null || candidate.worth > best.worth)) {
                best = candidate;
            }
        }
        QueryPlan wholeCollection = planCollection(bounds, sort);
        if (best == null || (wholeCollection instanceof QueryPlan.Collection plan && isBetter(plan, best, limit))) {
            return wholeCollection;
        }
        return best.plan;
    }

    /** A range on {@code _id} is as good as a range on an index, and spares reading each document apart. */
    private boolean isBetter(QueryPlan.Collection plan, Candidate best, int limit) {
        boolean whole = Bytes.compare(plan.ranges().getFirst().from(), collectionPrefix) == 0;
        return !whole && best.worth <= WORTH_OF_RANGE + (plan.isSorted() && limit > 0 ? WORTH_OF_ORDER_WITH_LIMIT : 0);
    }

    private static @Nullable QueryPlan planById(FilterBounds bounds, @Nullable Document sort) {
        Bounds onId = bounds.on("_id", true);
        if (onId == null || onId.points() == null) {
            return null;
        }
        List<DocumentKey> keys = onId.points().stream().map(DocumentKey::new).toList();
        boolean sorted = keys.size() <= 1 || sort == null || sort.isEmpty();
        return new QueryPlan.ById(keys, sorted);
    }

    private QueryPlan planCollection(FilterBounds bounds, @Nullable Document sort) {
        Access access = Access.through(collectionPrefix, ID_FIELD, bounds, true);
        SortMatch order = matchSort(sort, access, ID_FIELD, false, true);
        boolean naturalDescending = isNaturalDescending(sort);
        return new QueryPlan.Collection(
                access.ranges, order.descending || naturalDescending, order.served || isNatural(sort));
    }

    private static boolean isNatural(@Nullable Document sort) {
        return sort != null
                && !sort.isEmpty()
                && sort.keySet().iterator().next().equals("$natural");
    }

    private static boolean isNaturalDescending(@Nullable Document sort) {
        return sort != null
                && isNatural(sort)
                && sort.get("$natural") instanceof Number number
                && number.intValue() < 0;
    }

    private static @Nullable Candidate consider(
            StoredIndex index, Document filter, FilterBounds bounds, @Nullable Document sort, int limit) {
        IndexDefinition definition = index.definition();
        boolean oneValue = !index.isMultikey();
        if (isNatural(sort) || !holdsAllMatches(definition, filter, bounds, oneValue)) {
            return null;
        }
        Access access = Access.through(index.prefix(), definition.fields(), bounds, oneValue);
        SortMatch order = matchSort(sort, access, definition.fields(), true, oneValue);
        int worth = access.boundFields * WORTH_OF_EQUALITY + (access.ranged ? WORTH_OF_RANGE : 0);
        if (order.served && order.fieldsUsed > 0) {
            worth += limit > 0 ? WORTH_OF_ORDER_WITH_LIMIT : WORTH_OF_ORDER;
        }
        if (definition.unique() && access.boundFields == definition.fields().size()) {
            worth += WORTH_OF_UNIQUE_MATCH;
        }
        boolean useful = access.boundFields > 0 || access.ranged || (order.served && order.fieldsUsed > 0 && limit > 0);
        if (!useful) {
            return null;
        }
        boolean merge = order.served && order.fieldsUsed > 0 && access.ranges.size() > 1;
        return new Candidate(
                new QueryPlan.Index(index, access.ranges, order.descending, merge, order.served, access.boundFields),
                worth);
    }

    /** A sparse or partial index may be read only for filters whose every match is in it. */
    private static boolean holdsAllMatches(
            IndexDefinition definition, Document filter, FilterBounds bounds, boolean oneValue) {
        if (definition.sparse()
                && definition.fields().stream()
                        .map(field -> bounds.on(field.path(), oneValue))
                        .filter(Objects::nonNull)
                        .noneMatch(Bounds::excludesMissing)) {
            return false;
        }
        Document partial = definition.partialFilter();
        return partial == null || implies(filter, partial);
    }

    /** Whether every condition of the partial filter stands in the filter too, word for word or more narrowly. */
    private static boolean implies(Document filter, Document partial) {
        for (Map.Entry<String, Object> condition : partial.entrySet()) {
            Object wanted = condition.getValue();
            Object said = filter.get(condition.getKey());
            boolean same = filter.containsKey(condition.getKey()) && Objects.equals(said, wanted);
            boolean exists = wanted instanceof Document operator
                    && operator.size() == 1
                    && Boolean.TRUE.equals(operator.get("$exists"))
                    && excludesMissing(said);
            if (condition.getKey().startsWith("$") || (!same && !exists)) {
                return false;
            }
        }
        return true;
    }

    private static boolean excludesMissing(@Nullable Object condition) {
        if (condition == null) {
            return false;
        }
        Bounds bounds = FilterBounds.of(new Document("field", condition)).on("field", true);
        return bounds != null && bounds.excludesMissing();
    }

    /** Whether reading on gives the order asked for; in every index but the collection itself the id follows. */
    private static SortMatch matchSort(
            @Nullable Document sort, Access access, List<IndexField> fields, boolean idFollows, boolean oneValue) {
        if (sort == null || sort.isEmpty()) {
            return new SortMatch(true, false, 0);
        }
        List<IndexField> order = new ArrayList<>(fields.subList(access.boundFields, fields.size()));
        if (idFollows) {
            order.addAll(ID_FIELD);
        }
        int used = 0;
        Boolean descending = null;
        for (Map.Entry<String, Object> key : sort.entrySet()) {
            String path = key.getKey();
            if (oneValue && access.constantPaths.contains(path)) {
                continue;
            }
            if (used >= order.size() || !order.get(used).path().equals(path)) {
                return SortMatch.NONE;
            }
            // The least element within bounds is not the least of all: an array's place is unknown here.
            if (!oneValue && used == 0 && access.ranged) {
                return SortMatch.NONE;
            }
            boolean wantsAscending = key.getValue() instanceof Number direction && direction.intValue() > 0;
            boolean backwards = order.get(used).ascending() != wantsAscending;
            if (descending != null && descending != backwards) {
                return SortMatch.NONE;
            }
            descending = backwards;
            used++;
            if (path.equals("_id")) {
                break;
            }
        }
        return new SortMatch(true, Boolean.TRUE.equals(descending), used);
    }

    private record Candidate(QueryPlan plan, int worth) {}

    private record SortMatch(boolean served, boolean descending, int fieldsUsed) {
        static final SortMatch NONE = new SortMatch(false, false, 0);
    }

    /** The ranges of keys that bounds leave of an index. */
    private record Access(List<KeyRange> ranges, int boundFields, boolean ranged, Set<String> constantPaths) {

        static Access through(byte[] prefix, List<IndexField> fields, FilterBounds bounds, boolean oneValue) {
            List<byte[]> prefixes = List.of(prefix);
            Set<String> constant = new HashSet<>();
            int bound = 0;
            KeySpan span = null;
            for (IndexField field : fields) {
                Bounds onField = bounds.on(field.path(), oneValue);
                if (onField == null) {
                    break;
                }
                List<byte[]> points = onField.points();
                if (points == null || (long) prefixes.size() * points.size() > MAX_RANGES) {
                    span = KeySpan.of(onField, field.ascending());
                    break;
                }
                prefixes = extend(prefixes, points, field.ascending());
                bound++;
                if (onField.isSinglePoint()) {
                    constant.add(field.path());
                }
            }
            List<KeyRange> ranges = new ArrayList<>(prefixes.size());
            for (byte[] start : prefixes) {
                ranges.add(
                        span == null
                                ? new KeyRange(start, Bytes.after(start), start.length)
                                : new KeyRange(
                                        Bytes.concat(start, span.from), Bytes.concat(start, span.to), start.length));
            }
            return new Access(ranges, bound, span != null, constant);
        }

        private static List<byte[]> extend(List<byte[]> prefixes, List<byte[]> points, boolean ascending) {
            List<byte[]> extended = new ArrayList<>(prefixes.size() * points.size());
            for (byte[] prefix : prefixes) {
                for (byte[] point : points) {
                    extended.add(Bytes.concat(prefix, ascending ? point : Bytes.complement(point)));
                }
            }
            return extended;
        }
    }

    /** Bounds of a field as they lie in an index: flipped where the field is descending. */
    @SuppressWarnings("ArrayRecordComponent")
    private record KeySpan(byte[] from, byte[] to) {

        static KeySpan of(Bounds bounds, boolean ascending) {
            if (ascending) {
                return new KeySpan(bounds.low(), bounds.high());
            }
            return new KeySpan(
                    Bytes.after(Bytes.complement(bounds.high())), Bytes.after(Bytes.complement(bounds.low())));
        }
    }
}
