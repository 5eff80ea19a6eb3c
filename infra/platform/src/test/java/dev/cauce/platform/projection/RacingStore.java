package dev.cauce.platform.projection;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Answers as MongoDB does where two writers upsert the same new {@code _id} at once: to one of them, after it looked
 * and before it inserted, the document of the other came to be. The server in memory does one write after the other and
 * has no such race of its own.
 */
final class RacingStore extends MemoryBackend {

    private static final int DUPLICATE_KEY = 11000;

    private final ConcurrentMap<String, Runnable> races = new ConcurrentHashMap<>();

    /** The next upsert of this {@code _id} looks, finds nothing, and inserts after the other has written. */
    void loseTheNextUpsert(String id, Runnable other) {
        races.put(id, other);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document command = message.getDocument();
        if (races.isEmpty() || !(command.get("updates") instanceof Iterable<?> updates)) {
            return super.handleMessage(message);
        }
        List<Object> others = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        List<Runnable> winners = new ArrayList<>();
        int index = 0;
        for (Object each : updates) {
            Document update = (Document) each;
            Runnable winner = Boolean.TRUE.equals(update.get("upsert")) && update.get("q") instanceof Document filter
                    ? races.remove(String.valueOf(filter.get("_id")))
                    : null;
            if (winner == null) {
                others.add(update);
            } else {
                winners.add(winner);
                errors.add(new Document("index", index)
                        .append("code", DUPLICATE_KEY)
                        .append("errmsg", "E11000 duplicate key error"));
            }
            index++;
        }
        winners.forEach(Runnable::run);
        Document answer = others.isEmpty()
                ? new Document("n", 0).append("nModified", 0).append("ok", 1.0)
                : super.handleMessage(
                        new MongoMessage(message.getChannel(), message.getHeader(), with(command, "updates", others)));
        return errors.isEmpty() ? answer : with(answer, "writeErrors", errors);
    }

    private static Document with(Document document, String key, Object value) {
        Document changed = document.clone();
        changed.put(key, value);
        return changed;
    }
}
