package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a BSON value into bytes whose unsigned order is MongoDB's comparison order
 * ({@code manual/reference/bson-type-comparison-order}): by type first, numbers of all types among one another.
 *
 * <p>An encoding ends by itself (no encoding is the beginning of another), so encodings may be joined into compound
 * keys, and flipping their bits reverses their order. Two values have one encoding if and only if MongoDB holds them
 * for equal. Missing and null are alike, as in MongoDB's indexes.
 */
final class ValueEncoding {

    static final int MIN_KEY = 0x05;
    /** What an index holds for an empty array: below null. */
    static final int EMPTY_ARRAY = 0x08;

    static final int NULL = 0x0A;
    static final int NUMBER = 0x14;
    static final int TEXT = 0x1E;
    static final int OBJECT = 0x28;
    static final int ARRAY = 0x32;
    static final int BINARY = 0x3C;
    static final int OBJECT_ID = 0x46;
    static final int BOOLEAN = 0x50;
    static final int DATE = 0x5A;
    static final int TIMESTAMP = 0x64;
    static final int REGULAR_EXPRESSION = 0x6E;
    static final int CODE = 0x78;
    static final int MAX_KEY = 0xF0;

    private static final int END = 0x00;
    private static final int SUBTYPE_GENERIC = 0;
    private static final int SUBTYPE_OLD_UUID = 3;
    private static final int SUBTYPE_UUID = 4;
    private static final int UUID_LENGTH = 16;

    private ValueEncoding() {}

    static byte[] encode(@Nullable Object value) {
        KeyBuffer buffer = new KeyBuffer();
        write(value, buffer);
        return buffer.toBytes();
    }

    static void write(@Nullable Object value, KeyBuffer out) {
        int type = typeOf(value);
        out.putByte(type);
        writePayload(type, value, out);
    }

    /** The first byte of the encoding of a value: its place in MongoDB's order of types. */
    static int typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Missing _ -> NULL;
            case Number _ -> NUMBER;
            case String _ -> TEXT;
            case Map<?, ?> _ -> OBJECT;
            case Collection<?> _ -> ARRAY;
            case BinData _ -> BINARY;
            case UUID _ -> BINARY;
            case LegacyUUID _ -> BINARY;
            case ObjectId _ -> OBJECT_ID;
            case Boolean _ -> BOOLEAN;
            case Instant _ -> DATE;
            case BsonTimestamp _ -> TIMESTAMP;
            case BsonRegularExpression _ -> REGULAR_EXPRESSION;
            case BsonJavaScript _ -> CODE;
            case MinKey _ -> MIN_KEY;
            case MaxKey _ -> MAX_KEY;
            default ->
                throw new BadValueException(
                        "a value of " + value.getClass().getSimpleName() + " can be neither a key nor indexed");
        };
    }

    private static void writePayload(int type, @Nullable Object value, KeyBuffer out) {
        switch (value) {
            case Number number when type == NUMBER -> NumberEncoding.write(number, out);
            case String text -> out.putText(text);
            case Document document -> writeDocument(document, out);
            case Map<?, ?> map -> writeMap(map, out);
            case Collection<?> collection -> {
                for (Object element : collection) {
                    write(element, out);
                }
                out.putByte(END);
            }
            case BinData data -> {
                out.putInt(data.getData().length);
                out.putByte(SUBTYPE_GENERIC);
                out.putBytes(data.getData());
            }
            case UUID uuid -> writeUuid(SUBTYPE_UUID, uuid, out);
            case LegacyUUID uuid -> writeUuid(SUBTYPE_OLD_UUID, uuid.getUuid(), out);
            case ObjectId id -> out.putBytes(id.toByteArray());
            case Boolean truth -> out.putByte(truth ? 1 : 0);
            case Instant instant -> out.putLong(instant.toEpochMilli() ^ Long.MIN_VALUE);
            case BsonTimestamp timestamp -> out.putLong(timestamp.getValue());
            case BsonRegularExpression expression -> {
                out.putText(expression.getPattern());
                out.putText(expression.getOptions() == null ? "" : expression.getOptions());
            }
            case BsonJavaScript script -> out.putText(script.getCode());
            case null, default -> {
                // null, MinKey and MaxKey are their type and nothing more
            }
        }
    }

    private static void writeUuid(int subtype, UUID uuid, KeyBuffer out) {
        out.putInt(UUID_LENGTH);
        out.putByte(subtype);
        out.putLong(uuid.getMostSignificantBits());
        out.putLong(uuid.getLeastSignificantBits());
    }

    private static void writeDocument(Document document, KeyBuffer out) {
        for (Map.Entry<String, Object> field : document.entrySet()) {
            writeField(field.getKey(), field.getValue(), out);
        }
        out.putByte(END);
    }

    private static void writeMap(Map<?, ?> map, KeyBuffer out) {
        map.forEach((name, value) -> writeField(String.valueOf(name), value, out));
        out.putByte(END);
    }

    /** MongoDB compares fields by type, then name, then value. */
    private static void writeField(String name, @Nullable Object value, KeyBuffer out) {
        int type = typeOf(value);
        out.putByte(type);
        out.putText(name);
        writePayload(type, value, out);
    }
}
