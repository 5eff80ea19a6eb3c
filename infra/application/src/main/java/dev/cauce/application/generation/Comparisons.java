package dev.cauce.application.generation;

import com.mongodb.client.model.ReplaceOptions;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.platform.projection.ViewComparison;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Compares generations, and keeps the latest comparison of each projection. */
final class Comparisons {

    static final String COLLECTION = "projection-comparisons";

    private final MongoDatabaseFactory mongo;
    private final GenerationProcessors processors;
    private final Clock clock;

    Comparisons(MongoDatabaseFactory mongo, GenerationProcessors processors, Clock clock) {
        this.mongo = mongo;
        this.processors = processors;
        this.clock = clock;
    }

    ViewComparison.Result compare(ProjectionGroup group, int served, int built, LongSupplier bothAtHead) {
        ViewComparison.Result result = new ViewComparison(
                        processors.views(group, served).getMongoDatabase(),
                        processors.views(group, built).getMongoDatabase(),
                        bothAtHead)
                .of(group.collections());
        Document record = new ComparisonRecord(built, clock.instant(), result).write(group.name());
        mongo.getMongoDatabase()
                .getCollection(COLLECTION)
                .replaceOne(new Document("_id", group.name()), record, new ReplaceOptions().upsert(true));
        return result;
    }

    Optional<ComparisonRecord> latest(String projection) {
        return Optional.ofNullable(mongo.getMongoDatabase()
                        .getCollection(COLLECTION)
                        .find(new Document("_id", projection))
                        .first())
                .map(ComparisonRecord::read);
    }
}
