package dev.cauce.query.revenue;

import com.mongodb.client.MongoCursor;
import java.time.Instant;
import java.util.function.Consumer;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Reads documents of a view from their bytes, field by field: an answer reads thousands of them, and needs neither a
 * mapping nor a map of each on the way (ADR 15).
 */
final class DocumentReader {

    private final BsonBinaryReader reader;
    private String name = "";

    private DocumentReader(RawBsonDocument document) {
        this.reader = new BsonBinaryReader(document.getByteBuffer().asNIO());
    }

    /** Gives a reader of each document that the filter matches, in no order, which reads the whole of it. */
    static void forEach(MongoOperations mongo, String view, Document filter, Consumer<DocumentReader> each) {
        mongo.execute(view, collection -> {
            try (MongoCursor<RawBsonDocument> found =
                    collection.find(filter, RawBsonDocument.class).iterator()) {
                while (found.hasNext()) {
                    each.accept(new DocumentReader(found.next()));
                }
            }
            return null;
        });
    }

    /** Goes into the document, or into the one that is the value of the field. */
    void begin() {
        reader.readStartDocument();
    }

    /** Goes on to the next field, whose value is read then; out of the document where there is none. */
    boolean next() {
        if (reader.readBsonType() == BsonType.END_OF_DOCUMENT) {
            reader.readEndDocument();
            return false;
        }
        name = reader.readName();
        return true;
    }

    /** Of the field. */
    String name() {
        return name;
    }

    private boolean isNull() {
        if (reader.getCurrentBsonType() != BsonType.NULL) {
            return false;
        }
        reader.readNull();
        return true;
    }

    @Nullable
    String text() {
        return isNull() ? null : reader.readString();
    }

    @Nullable
    Long number() {
        return isNull() ? null : reader.readInt64();
    }

    @Nullable
    Boolean truth() {
        return isNull() ? null : reader.readBoolean();
    }

    @Nullable
    Instant time() {
        return isNull() ? null : Instant.ofEpochMilli(reader.readDateTime());
    }

    void skip() {
        reader.skipValue();
    }
}
