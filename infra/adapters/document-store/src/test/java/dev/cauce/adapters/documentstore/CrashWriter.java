package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.not;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Writes as projections do until it is killed: a batch of views, then the token of the batch; after each token it says
 * so. No write waits for the disk.
 */
final class CrashWriter {

    static final int WRITERS = 3;
    static final int VIEWS_PER_BATCH = 20;

    private CrashWriter() {}

    public static void main(String[] arguments) {
        StoreFixture fixture = StoreFixture.open(Path.of(arguments[0]));
        fixture.collection("views").createIndex(Indexes.ascending("writer", "seq"));
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            Thread.ofPlatform().start(() -> write(fixture, number));
        }
    }

    private static void write(StoreFixture fixture, int writer) {
        MongoCollection<Document> views = fixture.collection("views");
        MongoCollection<Document> tokens = fixture.collection("tokens");
        Document last = tokens.find(eq("_id", writer)).first();
        for (int seq = last == null ? 1 : last.getInteger("seq") + 1; ; seq++) {
            int now = seq;
            List<UpdateOneModel<Document>> batch = IntStream.range(0, VIEWS_PER_BATCH)
                    .mapToObj(i -> new UpdateOneModel<Document>(
                            and(eq("_id", writer + "-" + i), not(gte("seq", now))),
                            Updates.combine(Updates.set("seq", now), Updates.set("writer", writer)),
                            new UpdateOptions().upsert(true)))
                    .toList();
            try {
                views.bulkWrite(batch, new BulkWriteOptions().ordered(false));
            } catch (MongoBulkWriteException partly) {
                // A kill between a batch and its token: the batch comes again, and its guards say 'already applied'.
                if (partly.getWriteErrors().stream().anyMatch(error -> error.getCode() != 11000)) {
                    throw partly;
                }
            }
            tokens.replaceOne(eq("_id", writer), new Document("seq", now), new ReplaceOptions().upsert(true));
            System.out.println(writer + " " + now);
        }
    }
}
