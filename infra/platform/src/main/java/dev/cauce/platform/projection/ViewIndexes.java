package dev.cauce.platform.projection;

import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;

/** States the indexes that the questions to a view need; they are made before the application takes requests. */
public interface ViewIndexes {

    /** Makes the indexes; safe to repeat. */
    void ensure(Indexes indexes);

    /** Makes indexes in MongoDB. */
    final class Indexes {

        private final MongoOperations mongo;

        public Indexes(MongoOperations mongo) {
            this.mongo = mongo;
        }

        /** An index on the fields, all ascending. */
        public void ascending(String view, String... fields) {
            Index index = new Index();
            for (String field : fields) {
                index.on(field, Sort.Direction.ASC);
            }
            mongo.indexOps(view).createIndex(index);
        }

        /**
         * For a list with these equality filters, sorted by a field with {@code _id} behind it, in either direction.
         */
        public void list(String view, List<String> filters, String sortedBy) {
            Index index = new Index();
            filters.forEach(filter -> index.on(filter, Sort.Direction.ASC));
            mongo.indexOps(view)
                    .createIndex(index.on(sortedBy, Sort.Direction.ASC).on("_id", Sort.Direction.ASC));
        }
    }
}
