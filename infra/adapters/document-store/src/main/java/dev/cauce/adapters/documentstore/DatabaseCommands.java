package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoSilentServerException;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands of a database that are answered here and not by the core: reading, and what there is to read. */
final class DatabaseCommands {

    private static final int TRIES = 5;

    private final RocksDatabase database;
    private final OpenCursors cursors;
    private final WriteCommands writes;

    DatabaseCommands(RocksDatabase database, OpenCursors cursors) {
        this.database = database;
        this.cursors = cursors;
        this.writes = new WriteCommands(database);
    }

    /** The answer; null where the core has it. */
    @Nullable
    Document handle(Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        String target = query.get(command) instanceof String name ? name : "";
        refuseWhatWouldBeIgnored(query);
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "find" -> retried(() -> find(target, query));
            case "aggregate" -> retried(() -> aggregate(target, query, databases, oplog));
            case "count" -> retried(() -> count(target, query));
            case "distinct" -> retried(() -> distinct(target, query));
            case "insert" -> retried(() -> writes.insert(target, query));
            case "update" -> retried(() -> writes.update(channel, target, query, databases, oplog));
            case "delete" -> retried(() -> writes.delete(target, query));
            case "findandmodify" -> retried(() -> writes.findAndModify(target, query));
            case "create" -> create(target, query);
            case "drop" -> drop(target);
            case "createindexes" -> createIndexes(target, query);
            case "dropindexes" -> dropIndexes(target, query);
            case "listindexes" -> listIndexes(target);
            case "listcollections" -> listCollections(query);
            case "dbstats" -> stats();
            default -> null;
        };
    }

    /** Options that change which documents are meant must not be passed over in silence. */
    private static void refuseWhatWouldBeIgnored(Document query) {
        boolean collated =
                query.get("collation") instanceof Document collation && !"simple".equals(collation.get("locale"));
        if (collated || Utils.isTrue(query.get("tailable")) || query.containsKey("min") || query.containsKey("max")) {
            throw new MongoServerError(
                    72, "InvalidOptions", "collations, tailable cursors, 'min' and 'max' are not supported here");
        }
        if (Utils.isTrue(query.get("startTransaction")) || query.containsKey("txnNumber")) {
            throw new MongoServerError(20, "IllegalOperation", "the embedded store has no transactions");
        }
    }

    /** A name whose collection is dropped or replaced at this moment is looked up again. */
    private static Document retried(Supplier<Document> command) {
        for (int tries = 1; ; tries++) {
            try {
                return command.get();
            } catch (CollectionGone e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Document find(String name, Document query) {
        RocksCollection collection = database.find(name);
        if (collection == null) {
            return cursorAnswer(name, "firstBatch", List.of(), 0);
        }
        int skip = number(query, "skip");
        int limit = number(query, "limit");
        boolean single = Utils.isTrue(query.get("singleBatch")) || limit < 0;
        RocksCollection.Found found = collection.find(
                document(query, "filter"),
                optionalDocument(query, "sort"),
                skip,
                Math.abs(limit),
                optionalDocument(query, "projection"));
        return cursorAnswer(name, found, query, single);
    }

    private Document cursorAnswer(String name, RocksCollection.Found found, Document batching, boolean single) {
        int batchSize = batching.containsKey("batchSize") ? number(batching, "batchSize") : OpenCursors.FIRST_BATCH;
        OpenCursors.FirstBatch first = cursors.open(
                found.documents(),
                single ? Integer.MAX_VALUE : batchSize,
                single,
                found.bytesRead() < OpenCursors.BATCH_BYTES);
        return cursorAnswer(name, "firstBatch", first.documents(), first.cursorId());
    }

    private Document cursorAnswer(String name, String batch, List<Document> documents, long cursorId) {
        Document cursor = new Document("id", cursorId)
                .append("ns", database.getDatabaseName() + "." + name)
                .append(batch, documents);
        return ok(new Document("cursor", cursor));
    }

    private Document aggregate(String name, Document query, DatabaseResolver databases, Oplog oplog) {
        Document cursor = optionalDocument(query, "cursor");
        if (cursor == null) {
            throw new FailedToParseException("The 'cursor' option is required, except for aggregate with explain");
        }
        List<Document> result = new AggregateCommand(database, databases, oplog).run(database.find(name), query);
        return cursorAnswer(name, new RocksCollection.Found(result, Long.MAX_VALUE), cursor, false);
    }

    private Document count(String name, Document query) {
        RocksCollection collection = database.find(name);
        int count = collection == null
                ? 0
                : collection.count(
                        optionalDocument(query, "query"), number(query, "skip"), Math.abs(number(query, "limit")));
        return ok(new Document("n", count));
    }

    private Document distinct(String name, Document query) {
        RocksCollection collection = database.find(name);
        return collection == null ? ok(new Document("values", List.of())) : collection.handleDistinct(query);
    }

    private Document create(String name, Document query) {
        for (String unsupported :
                List.of("capped", "viewOn", "timeseries", "validator", "collation", "clusteredIndex")) {
            if (Utils.isTrue(query.get(unsupported))) {
                throw new MongoServerError(
                        72, "InvalidOptions", "option '" + unsupported + "' is not supported by the embedded store");
            }
        }
        database.create(name, new Document(), true);
        return ok(new Document());
    }

    private Document drop(String name) {
        RocksCollection collection = database.find(name);
        int indexes = collection == null ? 0 : collection.indexes().size() + 1;
        if (!database.drop(name)) {
            throw new MongoSilentServerException("ns not found");
        }
        return ok(new Document("nIndexesWas", indexes).append("ns", database.getDatabaseName() + "." + name));
    }

    private Document createIndexes(String name, Document query) {
        RocksCollection collection = database.find(name);
        int before = collection == null ? 1 : collection.indexes().size() + 1;
        for (Document description : documents(query, "indexes")) {
            retried(() -> {
                database.createIndex(name, description);
                return description;
            });
        }
        return ok(new Document("numIndexesBefore", before)
                .append("numIndexesAfter", database.findOrCreate(name).indexes().size() + 1)
                .append("createdCollectionAutomatically", collection == null));
    }

    private Document dropIndexes(String name, Document query) {
        RocksCollection collection = database.find(name);
        if (collection == null) {
            throw new MongoServerError(26, "NamespaceNotFound", "ns not found");
        }
        int before = collection.indexes().size() + 1;
        database.dropIndexes(collection, query.get("index"));
        return ok(new Document("nIndexesWas", before));
    }

    private Document listIndexes(String name) {
        RocksCollection collection = database.find(name);
        if (collection == null) {
            throw new MongoServerError(
                    26, "NamespaceNotFound", "ns does not exist: " + database.getDatabaseName() + "." + name);
        }
        List<Document> indexes = new ArrayList<>();
        indexes.add(idIndex());
        collection.definitions().forEach(index -> indexes.add(index.describe()));
        return cursorAnswer(name, "firstBatch", indexes, 0);
    }

    private static Document idIndex() {
        return new Document("v", 2).append("key", new Document("_id", 1)).append("name", IndexDefinition.ID_INDEX);
    }

    private Document listCollections(Document query) {
        Document filter = optionalDocument(query, "filter");
        Object wanted = filter == null ? null : filter.get("name");
        List<Document> collections = database.collections().stream()
                .map(RocksCollection::getCollectionName)
                .filter(name -> !(wanted instanceof String) || wanted.equals(name))
                .sorted()
                .map(name -> new Document("name", name)
                        .append("type", "collection")
                        .append("options", new Document())
                        .append("info", new Document("readOnly", false))
                        .append("idIndex", idIndex()))
                .toList();
        return cursorAnswer("$cmd.listCollections", "firstBatch", collections, 0);
    }

    private Document stats() {
        long documents = 0;
        long bytes = 0;
        int indexes = 0;
        for (RocksCollection collection : database.collections()) {
            documents += collection.stats().count();
            bytes += collection.stats().bytes();
            indexes += collection.indexes().size() + 1;
        }
        return ok(new Document("db", database.getDatabaseName())
                .append("collections", database.collections().size())
                .append("objects", documents)
                .append("dataSize", (double) bytes)
                .append("storageSize", database.bytesOnDisk())
                .append("indexes", indexes));
    }

    static Document ok(Document answer) {
        Utils.markOkay(answer);
        return answer;
    }

    static int number(Document query, String field) {
        return switch (query.get(field)) {
            case null -> 0;
            case Number number -> number.intValue();
            default -> throw new TypeMismatchException("'" + field + "' must be a number");
        };
    }

    static @Nullable Document optionalDocument(Document query, String field) {
        return switch (query.get(field)) {
            case null -> null;
            case Document document -> document;
            default -> throw new TypeMismatchException("'" + field + "' must be an object");
        };
    }

    static Document document(Document query, String field) {
        Document document = optionalDocument(query, field);
        return document == null ? new Document() : document;
    }

    static List<Document> documents(Document query, String field) {
        if (!(query.get(field) instanceof Collection<?> values)) {
            throw new TypeMismatchException("'" + field + "' must be an array");
        }
        List<Document> documents = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!(value instanceof Document document)) {
                throw new TypeMismatchException("the elements of '" + field + "' must be objects");
            }
            documents.add(document);
        }
        return documents;
    }
}
