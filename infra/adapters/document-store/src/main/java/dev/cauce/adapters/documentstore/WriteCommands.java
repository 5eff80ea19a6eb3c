package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Insert, update, delete and findAndModify. All operations of one command enter the store together, and one that is
 * refused does not hinder those before it, nor, unless the command is ordered, those after it.
 */
final class WriteCommands {

    private final RocksDatabase database;

    WriteCommands(RocksDatabase database) {
        this.database = database;
    }

    /** One operation of a command. */
    private interface Operation {
        void run(int index, Document operation);
    }

    Document insert(String name, Document query) {
        List<Document> documents = DatabaseCommands.documents(query, "documents");
        RocksCollection collection = database.findOrCreate(name);
        int[] inserted = {0};
        List<Document> errors = collection.write(() -> {
            inserted[0] = 0;
            return each(documents, isOrdered(query), (_, document) -> {
                collection.addDocument(document);
                inserted[0]++;
            });
        });
        return answer(new Document("n", inserted[0]), errors);
    }

    Document update(Channel channel, String name, Document query, DatabaseResolver databases, Oplog oplog) {
        List<Document> updates = DatabaseCommands.documents(query, "updates");
        RocksCollection collection = database.findOrCreate(name);
        Tally tally = new Tally();
        List<Document> errors = collection.write(() -> each(
                updates,
                isOrdered(query),
                (index, update) -> tally.add(
                        index,
                        hasArrayFilters(update)
                                ? updateByCore(channel, name, update, databases, oplog)
                                : update(collection, update))));
        Document answer = new Document("n", tally.matched + tally.upserted.size()).append("nModified", tally.modified);
        if (!tally.upserted.isEmpty()) {
            answer.append("upserted", tally.upserted);
        }
        return answer(answer, errors);
    }

    private static boolean hasArrayFilters(Document update) {
        return update.get("arrayFilters") instanceof Collection<?> filters && !filters.isEmpty();
    }

    private static Document update(RocksCollection collection, Document update) {
        return collection.updateDocuments(
                DatabaseCommands.document(update, "q"),
                change(update.get("u")),
                ArrayFilters.empty(),
                Utils.isTrue(update.get("multi")),
                Utils.isTrue(update.get("upsert")),
                NoopOplog.get());
    }

    private static Document change(@Nullable Object change) {
        if (change instanceof Document document) {
            return document;
        }
        throw new FailedToParseException(
                "an update must be a document; pipelines are not supported by the embedded store");
    }

    /** Only the core can read array filters. */
    private Document updateByCore(
            Channel channel, String name, Document update, DatabaseResolver databases, Oplog oplog) {
        change(update.get("u"));
        Document one = new Document("update", name).append("ordered", true).append("updates", List.of(update));
        Document answer = database.handleByCore(channel, "update", one, databases, oplog);
        if (answer.get("writeErrors") instanceof List<?> errors
                && !errors.isEmpty()
                && errors.getFirst() instanceof Document error) {
            throw new MongoServerError(
                    error.get("code") instanceof Number code ? code.intValue() : 1,
                    String.valueOf(error.get("codeName")),
                    String.valueOf(error.get("errmsg")));
        }
        Document result = new Document("n", answer.get("n")).append("nModified", answer.get("nModified"));
        if (answer.get("upserted") instanceof Collection<?> upserted
                && upserted.iterator().next() instanceof Document first) {
            result.append("n", 0).append("upserted", first.get("_id"));
        }
        return result;
    }

    Document delete(String name, Document query) {
        List<Document> deletes = DatabaseCommands.documents(query, "deletes");
        RocksCollection collection = database.find(name);
        if (collection == null) {
            return answer(new Document("n", 0), List.of());
        }
        int[] deleted = {0};
        List<Document> errors = collection.write(() -> {
            deleted[0] = 0;
            return each(
                    deletes,
                    isOrdered(query),
                    (_, delete) -> deleted[0] += collection.deleteDocuments(
                            DatabaseCommands.document(delete, "q"),
                            DatabaseCommands.number(delete, "limit"),
                            NoopOplog.get()));
        });
        return answer(new Document("n", deleted[0]), errors);
    }

    Document findAndModify(String name, Document query) {
        if (query.containsKey("update")) {
            change(query.get("update"));
        }
        return database.findOrCreate(name).findAndModify(query);
    }

    private static boolean isOrdered(Document query) {
        return !query.containsKey("ordered") || Utils.isTrue(query.get("ordered"));
    }

    /** Gives what was refused, and why. */
    private static List<Document> each(List<Document> operations, boolean ordered, Operation operation) {
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            try {
                operation.run(i, operations.get(i));
            } catch (StorageFailure | CollectionGone e) {
                // Not this operation is at fault but the whole command cannot go on.
                throw e;
            } catch (MongoServerException e) {
                errors.add(writeError(i, e));
                if (ordered) {
                    break;
                }
            }
        }
        return errors;
    }

    private static Document writeError(int index, MongoServerException e) {
        Document error = new Document("index", index);
        if (e instanceof MongoServerError known) {
            error.append("code", known.getCode()).append("codeName", known.getCodeName());
        } else {
            error.append("code", 8).append("codeName", "UnknownError");
        }
        return error.append("errmsg", e.getMessageWithoutErrorCode());
    }

    private static Document answer(Document answer, List<Document> errors) {
        if (!errors.isEmpty()) {
            answer.append("writeErrors", errors);
        }
        return DatabaseCommands.ok(answer);
    }

    private static final class Tally {

        private final List<Document> upserted = new ArrayList<>();
        private int matched;
        private int modified;

        void add(int index, Document result) {
            if (result.containsKey("upserted")) {
                upserted.add(new Document("index", index).append("_id", result.get("upserted")));
            }
            matched += DatabaseCommands.number(result, "n");
            modified += DatabaseCommands.number(result, "nModified");
        }
    }
}
