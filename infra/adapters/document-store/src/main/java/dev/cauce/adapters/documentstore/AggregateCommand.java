package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a pipeline. Its leading {@code $match}, {@code $sort}, {@code $skip} and {@code $limit} become a query that can
 * use indexes; a pipeline that only counts is answered by a count; the rest is the core's.
 */
final class AggregateCommand {

    private final RocksDatabase database;
    private final DatabaseResolver databases;
    private final Oplog oplog;

    AggregateCommand(RocksDatabase database, DatabaseResolver databases, Oplog oplog) {
        this.database = database;
        this.databases = databases;
        this.oplog = oplog;
    }

    List<Document> run(@Nullable RocksCollection collection, Document query) {
        List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
        if (!pipeline.isEmpty() && pipeline.getFirst().containsKey("$changeStream")) {
            throw new MongoServerError(40573, "the embedded store has no change streams");
        }
        Leading leading = Leading.of(pipeline);
        List<Document> rest = pipeline.subList(leading.stages, pipeline.size());
        Aggregation aggregation = Aggregation.fromPipeline(rest, databases, database, collection, oplog);
        aggregation.validate(new Document("cursor", new Document()));
        if (collection == null) {
            return List.of();
        }
        List<Document> counted = count(collection, leading, rest);
        return counted != null ? counted : aggregation.runStages(read(collection, leading));
    }

    private static Stream<Document> read(RocksCollection collection, Leading leading) {
        return collection.find(leading.filter(), leading.sort, leading.skip, leading.limit, null).documents().stream();
    }

    /** What {@code countDocuments} sends; null for any other pipeline. */
    private static @Nullable List<Document> count(RocksCollection collection, Leading leading, List<Document> rest) {
        if (rest.size() != 1
                || !(rest.getFirst().get("$group") instanceof Document group)
                || group.size() != 2
                || !group.containsKey("_id")
                || !isConstant(group.get("_id"))
                || !(group.get("n") instanceof Document sum)
                || !sum.equals(new Document("$sum", 1))) {
            return null;
        }
        int count = collection.count(leading.filter(), leading.skip, leading.limit);
        return count == 0 ? List.of() : List.of(new Document("_id", group.get("_id")).append("n", count));
    }

    private static boolean isConstant(@Nullable Object id) {
        return id == null || id instanceof Number;
    }

    /** The stages at the start of a pipeline that a query can take over. */
    private static final class Leading {

        private final List<Document> filters = new ArrayList<>();
        private @Nullable Document sort;
        private int skip;
        private int limit;
        private int stages;

        static Leading of(List<Document> pipeline) {
            Leading leading = new Leading();
            while (leading.stages < pipeline.size() && leading.take(pipeline.get(leading.stages))) {
                leading.stages++;
            }
            return leading;
        }

        /** A stage fits only as long as the query does things in the order in which the pipeline does. */
        private boolean take(Document stage) {
            if (stage.size() != 1) {
                return false;
            }
            Object argument = stage.values().iterator().next();
            return switch (stage.keySet().iterator().next()) {
                case "$match" -> takeMatch(argument);
                case "$sort" -> takeSort(argument);
                case "$skip" -> takeSkip(argument);
                case "$limit" -> takeLimit(argument);
                default -> false;
            };
        }

        private boolean takeMatch(@Nullable Object argument) {
            if (!(argument instanceof Document filter)) {
                throw new TypeMismatchException("the match filter must be an expression in an object");
            }
            if (skip != 0 || limit != 0) {
                return false;
            }
            filters.add(filter);
            return true;
        }

        private boolean takeSort(@Nullable Object argument) {
            if (sort != null || skip != 0 || limit != 0 || !(argument instanceof Document order) || order.isEmpty()) {
                return false;
            }
            sort = order;
            return true;
        }

        private boolean takeSkip(@Nullable Object argument) {
            if (skip != 0 || limit != 0 || !(argument instanceof Number number) || !isCount(number)) {
                return false;
            }
            skip = number.intValue();
            return true;
        }

        private boolean takeLimit(@Nullable Object argument) {
            if (limit != 0 || !(argument instanceof Number number) || !isCount(number) || number.intValue() == 0) {
                return false;
            }
            limit = number.intValue();
            return true;
        }

        private static boolean isCount(Number number) {
            return number.doubleValue() >= 0 && number.doubleValue() <= Integer.MAX_VALUE;
        }

        Document filter() {
            return switch (filters.size()) {
                case 0 -> new Document();
                case 1 -> filters.getFirst();
                default -> new Document("$and", List.copyOf(filters));
            };
        }
    }
}
