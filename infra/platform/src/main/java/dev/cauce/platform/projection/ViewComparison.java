package dev.cauce.platform.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Compares two generations of a view document by document, as they are at one position, while both go on: a document
 * that one of them has and the other has not yet is no difference.
 *
 * <p>Both are read once, in canonical form. What differs is read again after both have seen every event that there was
 * by then. A document that still differs, and has not changed in either since, differs for good: what either says
 * follows from events that both have seen. One that has changed is looked at again.
 */
public final class ViewComparison {

    private static final int MOST_SUSPECTS = 10_000;
    private static final int MOST_ROUNDS = 10;
    private static final int READ_AT_ONCE = 500;

    private final MongoDatabase served;
    private final MongoDatabase built;
    private final LongSupplier bothAtHead;

    /**
     * @param served where the views that are served are found by their names
     * @param built where the others are
     * @param bothAtHead waits until both have seen every event that there is as it is called, and returns the position
     */
    public ViewComparison(MongoDatabase served, MongoDatabase built, LongSupplier bothAtHead) {
        this.served = served;
        this.built = built;
        this.bothAtHead = bothAtHead;
    }

    /** Compares these views. */
    public Result of(List<String> views) {
        long position = bothAtHead.getAsLong();
        Scan scan = new Scan();
        views.forEach(scan::read);
        Map<Key, Pair> suspects = scan.suspects;
        List<Difference> differences = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS && !suspects.isEmpty(); round++) {
            position = bothAtHead.getAsLong();
            Map<Key, Pair> again = reread(suspects.keySet());
            Map<Key, Pair> changed = new LinkedHashMap<>();
            suspects.forEach((key, before) -> {
                Pair now = again.getOrDefault(key, Pair.NOTHING);
                if (!now.equal()) {
                    if (now.equals(before)) {
                        differences.add(new Difference(key.view(), key.documentId(), now.kind()));
                    } else {
                        changed.put(key, now);
                    }
                }
            });
            suspects = changed;
        }
        return new Result(position, scan.documents, differences, suspects.size(), !scan.tooMany);
    }

    private Map<Key, Pair> reread(Iterable<Key> keys) {
        Map<String, List<String>> idsByView = new LinkedHashMap<>();
        keys.forEach(key ->
                idsByView.computeIfAbsent(key.view(), view -> new ArrayList<>()).add(key.documentId()));
        Map<Key, Pair> found = new HashMap<>();
        idsByView.forEach((view, ids) -> {
            for (int from = 0; from < ids.size(); from += READ_AT_ONCE) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + READ_AT_ONCE));
                Map<String, String> inServed = canonical(served.getCollection(view), some);
                Map<String, String> inBuilt = canonical(built.getCollection(view), some);
                some.forEach(id -> found.put(new Key(view, id), new Pair(inServed.get(id), inBuilt.get(id))));
            }
        });
        return found;
    }

    private static Map<String, String> canonical(MongoCollection<Document> collection, List<String> ids) {
        Map<String, String> byId = new HashMap<>();
        collection
                .find(new Document("_id", new Document("$in", ids)))
                .forEach(document -> byId.put(id(document), ViewHash.canonical(document)));
        return byId;
    }

    private static String id(Document document) {
        return String.valueOf(document.get("_id"));
    }

    /**
     * What came out.
     *
     * @param position what both had seen at the end
     * @param documents how many documents were read
     * @param differences all that differ
     * @param undecided how many changed each time that they were looked at
     * @param complete whether every difference was looked into; where false there are more of them
     */
    public record Result(
            long position, long documents, List<Difference> differences, long undecided, boolean complete) {

        public Result {
            differences = List.copyOf(differences);
        }

        /** Whether both show the same. */
        public boolean identical() {
            return differences.isEmpty() && undecided == 0 && complete;
        }
    }

    /** A document that differs. */
    public record Difference(String view, String documentId, Kind kind) {}

    /** How a document differs. */
    public enum Kind {
        /** The served one says something else. */
        DIFFERENT,
        /** The served view lacks it. */
        MISSING,
        /** The served view has it and should not. */
        UNEXPECTED
    }

    private record Key(String view, String documentId) {}

    /** A document in canonical form in either; null where it is not there. */
    private record Pair(@Nullable String served, @Nullable String built) {

        static final Pair NOTHING = new Pair(null, null);

        boolean equal() {
            return Objects.equals(served, built);
        }

        Kind kind() {
            if (served == null) {
                return Kind.MISSING;
            }
            return built == null ? Kind.UNEXPECTED : Kind.DIFFERENT;
        }
    }

    /** Reads both side by side in the order of their ids. */
    private final class Scan {

        private final Map<Key, Pair> suspects = new LinkedHashMap<>();
        private long documents;
        private boolean tooMany;

        void read(String view) {
            try (MongoCursor<Document> ofServed = all(served, view);
                    MongoCursor<Document> ofBuilt = all(built, view)) {
                @Nullable Document left = next(ofServed);
                @Nullable Document right = next(ofBuilt);
                while (left != null || right != null) {
                    documents++;
                    int order = order(left, right);
                    pair(view, order <= 0 ? left : null, order >= 0 ? right : null);
                    left = order <= 0 ? next(ofServed) : left;
                    right = order >= 0 ? next(ofBuilt) : right;
                }
            }
        }

        private void pair(String view, @Nullable Document left, @Nullable Document right) {
            if (left != null && left.equals(right)) {
                return;
            }
            Pair pair = new Pair(
                    left == null ? null : ViewHash.canonical(left), right == null ? null : ViewHash.canonical(right));
            if (pair.equal()) {
                return;
            }
            if (suspects.size() >= MOST_SUSPECTS) {
                tooMany = true;
                return;
            }
            suspects.put(new Key(view, id(Objects.requireNonNull(left == null ? right : left))), pair);
        }

        private static MongoCursor<Document> all(MongoDatabase database, String view) {
            return database.getCollection(view)
                    .find()
                    .sort(new Document("_id", 1))
                    .batchSize(READ_AT_ONCE)
                    .iterator();
        }

        private static @Nullable Document next(Iterator<Document> documents) {
            return documents.hasNext() ? documents.next() : null;
        }

        /** In the order of the store: of the bytes of UTF-8. What is not there comes last. */
        private static int order(@Nullable Document left, @Nullable Document right) {
            if (left == null || right == null) {
                return left == null ? 1 : -1;
            }
            return Arrays.compareUnsigned(
                    id(left).getBytes(StandardCharsets.UTF_8), id(right).getBytes(StandardCharsets.UTF_8));
        }
    }
}
