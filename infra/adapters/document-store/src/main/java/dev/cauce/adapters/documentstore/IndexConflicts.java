package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;

/** Whether an index can be made beside those there are. */
final class IndexConflicts {

    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final int INDEX_KEY_SPECS_CONFLICT = 86;

    private IndexConflicts() {}

    /**
     * Whether the index is there already.
     *
     * @return true when the very same index exists
     * @throws MongoServerError when another index has the name, or the same fields have another index
     */
    static boolean isPresent(IndexDefinition asked, List<IndexDefinition> present) {
        for (IndexDefinition existing : present) {
            if (existing.name().equals(asked.name())) {
                if (existing.sameAs(asked)) {
                    return true;
                }
                throw new MongoServerError(
                        INDEX_KEY_SPECS_CONFLICT,
                        "IndexKeySpecsConflict",
                        "An existing index has the same name as the requested index. Requested index: "
                                + Json.toCompactJsonValue(asked.describe()) + ", existing index: "
                                + Json.toCompactJsonValue(existing.describe()));
            }
            if (existing.sameAs(asked)) {
                throw new MongoServerError(
                        INDEX_OPTIONS_CONFLICT,
                        "IndexOptionsConflict",
                        "Index already exists with a different name: " + existing.name());
            }
        }
        return false;
    }
}
