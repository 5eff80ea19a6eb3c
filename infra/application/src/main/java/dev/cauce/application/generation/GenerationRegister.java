package dev.cauce.application.generation;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Keeps what is known of generations, a document a projection: all processes read it, and a change is one replacement
 * that fails where another came first.
 */
final class GenerationRegister {

    static final String COLLECTION = "projection-generations";

    private static final int ATTEMPTS = 10;

    private final MongoDatabaseFactory mongo;

    GenerationRegister(MongoDatabaseFactory mongo) {
        this.mongo = mongo;
    }

    /** What is known of the projection; where nothing is, that it has its first generation. */
    Generations read(String projection, int version, Instant now) {
        @Nullable
        Document kept = collection().find(new Document("_id", projection)).first();
        if (kept != null) {
            return read(kept);
        }
        try {
            Generations first = Generations.first(projection, version, now);
            collection().insertOne(write(first));
            return first;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
            return read(projection);
        }
    }

    /** What is known of a projection that was read before. */
    Generations read(String projection) {
        @Nullable
        Document kept = collection().find(new Document("_id", projection)).first();
        if (kept == null) {
            throw new IllegalStateException("Nothing is known of the generations of projection " + projection + ".");
        }
        return read(kept);
    }

    /**
     * Changes what is known, from what is known by then.
     *
     * @param change is asked again where another change came first; the same object back changes nothing
     */
    Generations change(String projection, UnaryOperator<Generations> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Generations before = read(projection);
            Generations after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            Generations kept = after.changed();
            Document asRead = new Document("_id", projection).append("revision", before.revision());
            if (collection().replaceOne(asRead, write(kept)).getMatchedCount() == 1) {
                return kept;
            }
        }
        throw new Rejected(ErrorCode.CONCURRENT_CHANGE, "The projection's generations change all the time; try again.");
    }

    private MongoCollection<Document> collection() {
        return mongo.getMongoDatabase().getCollection(COLLECTION);
    }

    private static Document write(Generations known) {
        Document document = new Document("_id", known.projection())
                .append("revision", known.revision())
                .append("served", known.served())
                .append("previous", known.previous())
                .append("next", known.next())
                .append(
                        "all",
                        known.all().stream()
                                .map(each -> new Document("number", each.number())
                                        .append("version", each.version())
                                        .append("begunAt", Date.from(each.begunAt()))
                                        .append("keptUntil", date(each.keptUntil()))
                                        .append("droppedAt", date(each.droppedAt())))
                                .toList());
        Rebuild rebuild = known.rebuild();
        return rebuild == null
                ? document
                : document.append(
                        "rebuild",
                        new Document("generation", rebuild.generation())
                                .append("purpose", rebuild.purpose().name())
                                .append("automatic", rebuild.automatic())
                                .append("startedAt", Date.from(rebuild.startedAt()))
                                .append("identical", rebuild.identical()));
    }

    private static Generations read(Document kept) {
        List<Generation> all = kept.getList("all", Document.class).stream()
                .map(each -> new Generation(
                        each.getInteger("number"),
                        each.getInteger("version"),
                        each.getDate("begunAt").toInstant(),
                        instant(each.getDate("keptUntil")),
                        instant(each.getDate("droppedAt"))))
                .toList();
        @Nullable Document rebuild = kept.get("rebuild", Document.class);
        return new Generations(
                kept.getString("_id"),
                kept.getLong("revision"),
                kept.getInteger("served"),
                kept.getInteger("previous"),
                kept.getInteger("next"),
                all,
                rebuild == null
                        ? null
                        : new Rebuild(
                                rebuild.getInteger("generation"),
                                Rebuild.Purpose.valueOf(rebuild.getString("purpose")),
                                rebuild.getBoolean("automatic", false),
                                rebuild.getDate("startedAt").toInstant(),
                                rebuild.getBoolean("identical")));
    }

    private static @Nullable Date date(@Nullable Instant at) {
        return at == null ? null : Date.from(at);
    }

    private static @Nullable Instant instant(@Nullable Date at) {
        return at == null ? null : at.toInstant();
    }
}
