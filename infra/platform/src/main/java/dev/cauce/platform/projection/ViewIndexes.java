package dev.cauce.platform.projection;

import java.util.List;
import java.util.function.Predicate;
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
        private final Predicate<String> made;

        public Indexes(MongoOperations mongo) {
            this(mongo, view -> true);
        }

        /** @param made of which views indexes are made; others are left as they are */
        public Indexes(MongoOperations mongo, Predicate<String> made) {
            this.mongo = mongo;
            this.made = made;
        }

        /** An index on the fields, all ascending. */
        public void ascending(String view, String... fields) {
            Index index = new Index();
            for (String field : fields) {
                index.on(field, Sort.Direction.ASC);
            }
            make(view, index);
        }

        /**
         * For a list with these equality filters, sorted by a field with {@code _id} behind it, in either direction.
         */
        public void list(String view, List<String> filters, String sortedBy) {
            Index index = new Index();
            filters.forEach(filter -> index.on(filter, Sort.Direction.ASC));
            make(view, index.on(sortedBy, Sort.Direction.ASC).on("_id", Sort.Direction.ASC));
        }

        private void make(String view, Index index) {
            if (made.test(view)) {
                mongo.indexOps(view).createIndex(index);
            }
        }
    }
}
