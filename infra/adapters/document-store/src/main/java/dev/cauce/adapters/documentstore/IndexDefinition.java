package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an index holds.
 *
 * @param id the number under which its entries lie
 * @param partialFilter only documents that match it are in the index; null where all are
 */
record IndexDefinition(
        int id,
        String name,
        List<IndexField> fields,
        boolean unique,
        boolean sparse,
        @Nullable Document partialFilter) {

    static final String ID_INDEX = "_id_";

    private static final int CANNOT_CREATE_INDEX = 67;
    private static final int MAX_FIELDS = 32;
    private static final Set<String> KNOWN_OPTIONS =
            Set.of("key", "name", "ns", "v", "unique", "sparse", "background", "partialFilterExpression");

    /** Reads the description that a client sent, and refuses what this store would not do. */
    static IndexDefinition read(int id, Document description) {
        if (!(description.get("key") instanceof Document key) || key.isEmpty()) {
            throw cannotCreate("an index needs at least one field in 'key'");
        }
        if (!(description.get("name") instanceof String name) || name.isEmpty()) {
            throw cannotCreate("an index needs a name");
        }
        if (key.size() > MAX_FIELDS) {
            throw cannotCreate("an index has at most " + MAX_FIELDS + " fields");
        }
        for (Map.Entry<String, Object> option : description.entrySet()) {
            // Zero seconds is a time to live too.
            boolean asked = Utils.isTrue(option.getValue()) || option.getKey().equals("expireAfterSeconds");
            if (asked && !KNOWN_OPTIONS.contains(option.getKey())) {
                throw cannotCreate("index option '" + option.getKey() + "' is not supported by the embedded store");
            }
        }
        List<IndexField> fields = new ArrayList<>();
        for (Map.Entry<String, Object> field : key.entrySet()) {
            fields.add(new IndexField(field.getKey(), isAscending(field.getKey(), field.getValue())));
        }
        Object partial = description.get("partialFilterExpression");
        if (partial != null && !(partial instanceof Document)) {
            throw cannotCreate("'partialFilterExpression' must be a document");
        }
        return new IndexDefinition(
                id,
                name,
                List.copyOf(fields),
                Utils.isTrue(description.get("unique")),
                Utils.isTrue(description.get("sparse")),
                (Document) partial);
    }

    private static boolean isAscending(String path, @Nullable Object direction) {
        if (path.isEmpty()
                || path.startsWith("$")
                || path.startsWith(".")
                || path.endsWith(".")
                || path.contains("..")) {
            throw cannotCreate("'" + path + "' is no field to index");
        }
        if (direction instanceof Number number && number.doubleValue() != 0) {
            return number.doubleValue() > 0;
        }
        throw cannotCreate("the embedded store has ascending (1) and descending (-1) indexes, no '" + direction + "'");
    }

    private static MongoServerError cannotCreate(String message) {
        return new MongoServerError(CANNOT_CREATE_INDEX, "CannotCreateIndex", message);
    }

    boolean isOnIdAlone() {
        return fields.size() == 1 && fields.getFirst().path().equals("_id");
    }

    boolean sameAs(IndexDefinition other) {
        return sameKeyAs(other) && unique == other.unique && sparse == other.sparse && samePartialFilter(other);
    }

    boolean sameKeyAs(IndexDefinition other) {
        return fields.equals(other.fields);
    }

    private boolean samePartialFilter(IndexDefinition other) {
        return partialFilter == null ? other.partialFilter == null : partialFilter.equals(other.partialFilter);
    }

    Document key() {
        Document key = new Document();
        for (IndexField field : fields) {
            key.put(field.path(), field.ascending() ? 1 : -1);
        }
        return key;
    }

    /** As {@code listIndexes} answers it, and as the catalog keeps it. */
    Document describe() {
        Document description = new Document("v", 2).append("key", key()).append("name", name);
        if (unique) {
            description.append("unique", true);
        }
        if (sparse) {
            description.append("sparse", true);
        }
        if (partialFilter != null) {
            description.append("partialFilterExpression", partialFilter);
        }
        return description;
    }
}
