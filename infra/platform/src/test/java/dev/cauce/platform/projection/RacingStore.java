package dev.cauce.platform.projection;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers as MongoDB does where two writers upsert the same new {@code _id} at once: to one of them, after it looked
 * and before it inserted, the document of the other came to be. The server in memory does one write after the other and
 * has no such race of its own; nor has it troubles, which it can be told to have.
 */
final class RacingStore extends MemoryBackend {

    static final int DUPLICATE_KEY = 11000;

    private final Map<String, Failing> failing = new ConcurrentHashMap<>();
    private volatile boolean unconfirmed;

    /** The next upsert of this {@code _id} fails, after something else was done. */
    void failTheNextUpsert(String id, int code, Runnable before) {
        failing.put(id, new Failing(code, before));
    }

    /** The next updates are made, and not confirmed by as many servers as was asked for. */
    void leaveTheNextUpdatesUnconfirmed() {
        unconfirmed = true;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document command = message.getDocument();
        if (!(command.get("updates") instanceof Iterable<?> updates)) {
            return super.handleMessage(message);
        }
        List<Object> others = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        int index = 0;
        for (Object each : updates) {
            Document update = (Document) each;
            Failing fails = failing(update);
            if (fails == null) {
                others.add(update);
            } else {
                fails.before().run();
                errors.add(new Document("index", index)
                        .append("code", fails.code())
                        .append("errmsg", "told to fail with " + fails.code()));
            }
            index++;
        }
        Document answer = others.isEmpty()
                ? new Document("n", 0).append("nModified", 0).append("ok", 1.0)
                : super.handleMessage(
                        new MongoMessage(message.getChannel(), message.getHeader(), with(command, "updates", others)));
        if (unconfirmed) {
            unconfirmed = false;
            answer = with(
                    answer,
                    "writeConcernError",
                    new Document("code", 64).append("errmsg", "waiting for replication timed out"));
        }
        return errors.isEmpty() ? answer : with(answer, "writeErrors", errors);
    }

    private @Nullable Failing failing(Document update) {
        return Boolean.TRUE.equals(update.get("upsert")) && update.get("q") instanceof Document filter
                ? failing.remove(String.valueOf(filter.get("_id")))
                : null;
    }

    private static Document with(Document document, String key, Object value) {
        Document changed = document.clone();
        changed.put(key, value);
        return changed;
    }

    private record Failing(int code, Runnable before) {}
}
