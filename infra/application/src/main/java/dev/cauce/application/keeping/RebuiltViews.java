package dev.cauce.application.keeping;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.cauce.adapters.mail.Outbox;
import dev.cauce.application.processing.ProjectionGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Mail in the clear, events that wait for views, and which generations of views there are: none is in a backup. */
    private static final Set<String> NEVER_KEPT =
            Set.of(Outbox.COLLECTION, "deadletters", "projection-generations", "projection-comparisons");

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
        List<String> kept = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            if (!left.contains(plain(collection)) && !collection.startsWith("system.")) {
                kept.add(collection);
            }
        }
        return kept;
    }

    /** The name of the view that a generation of it, as {@code accounts@2}, is kept for. */
    private static String plain(String collection) {
        int at = collection.indexOf('@');
        return at < 0 ? collection : collection.substring(0, at);
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
        for (ProjectionGroup group : groups) {
            group.collections().forEach(view -> database.getCollection(view).deleteMany(new Document()));
            String everyGeneration = "^" + Pattern.quote(group.name()) + "(@[0-9]+)?$";
            database.getCollection(TOKENS)
                    .deleteMany(new Document("processorName", new Document("$regex", everyGeneration)));
        }
        // Last: what a crash cuts short is done again.
        database.getCollection(COLLECTION).deleteOne(new Document("_id", WANTED));
    }
}
