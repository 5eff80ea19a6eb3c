package dev.cauce.application.keeping;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.cauce.adapters.mail.Outbox;
import dev.cauce.application.generation.Rebuilds;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.application.processing.ServedGenerations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which collections are views, that follow from the events and may hold personal data in the clear, and which are not.
 * The application writes it down beside them at each start, so that a backup knows it of a folder that nobody has open.
 * Views are in no backup: after a restore they are built again.
 */
final class RebuiltViews {

    /** The collection of the two notes below. */
    static final String COLLECTION = "keeping";

    /** Mail in the clear, and events that wait for views: neither is in a backup. */
    private static final Set<String> NEVER_KEPT = Set.of(Outbox.COLLECTION, "deadletters");

    private static final String CATALOGUE = "views";
    private static final String WANTED = "rebuild";
    private static final String TOKENS = "trackingtokens";
    private static final Logger LOG = LoggerFactory.getLogger(RebuiltViews.class);

    private RebuiltViews() {}

    /** Notes which collections are views. */
    static void note(MongoDatabase database, List<ProjectionGroup> groups) {
        List<String> views = new ArrayList<>();
        groups.forEach(group -> views.addAll(group.collections()));
        database.getCollection(COLLECTION)
                .replaceOne(
                        new Document("_id", CATALOGUE),
                        new Document("_id", CATALOGUE).append("collections", views),
                        new ReplaceOptions().upsert(true));
    }

    /**
     * The collections that are no views, or must not be in a backup.
     *
     * @throws KeepingFailed where the application never noted which are
     */
    static List<String> kept(MongoDatabase database) {
        Document catalogue = database.getCollection(COLLECTION)
                .find(new Document("_id", CATALOGUE))
                .first();
        if (catalogue == null) {
            throw new KeepingFailed("This folder does not say which of its collections are views, which a newer release"
                    + " notes when it starts: start it once, and make the backup then.");
        }
        Set<String> left = new HashSet<>(catalogue.getList("collections", String.class));
        left.addAll(NEVER_KEPT);
        left.addAll(Rebuilds.COLLECTIONS);
        List<String> kept = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            if (!left.contains(ServedGenerations.plain(collection)) && !collection.startsWith("system.")) {
                kept.add(collection);
            }
        }
        return kept;
    }

    /** Asks for every view to be built again at the next start. */
    static void want(MongoDatabase database) {
        database.getCollection(COLLECTION)
                .replaceOne(
                        new Document("_id", WANTED), new Document("_id", WANTED), new ReplaceOptions().upsert(true));
    }

    /** Where it was asked for, lets every projection begin at the first event. Before processors start. */
    static void begin(MongoDatabase database, List<ProjectionGroup> groups) {
        if (database.getCollection(COLLECTION).countDocuments(new Document("_id", WANTED)) == 0) {
            return;
        }
        LOG.info("Restored from a backup: all {} projections are built again from the first event", groups.size());
        Set<String> views = new HashSet<>(Rebuilds.COLLECTIONS);
        Set<String> processors = new HashSet<>();
        groups.forEach(group -> {
            views.addAll(group.collections());
            processors.add(group.name());
        });
        // Every generation of them: the restored folder begins with the first again.
        for (String collection : database.listCollectionNames()) {
            if (views.contains(ServedGenerations.plain(collection))) {
                database.getCollection(collection).deleteMany(new Document());
            }
        }
        MongoCollection<Document> tokens = database.getCollection(TOKENS);
        for (String processor : tokens.distinct("processorName", String.class)) {
            if (processors.contains(ServedGenerations.plain(processor))) {
                tokens.deleteMany(new Document("processorName", processor));
            }
        }
        // Last: what a crash cuts short is done again.
        database.getCollection(COLLECTION).deleteOne(new Document("_id", WANTED));
    }
}
