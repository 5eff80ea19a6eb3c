package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An index as it stands: how documents become its entries.
 *
 * <p>An entry's key is the index's number, the encoded fields (bits flipped where descending) and the encoded
 * {@code _id}; its value says where in the key the {@code _id} begins.
 */
final class StoredIndex {

    private static final int MAX_ENTRIES_PER_DOCUMENT = 10_000;

    private final IndexDefinition definition;
    private final byte[] prefix;
    private final List<IndexPath> paths;
    private final QueryMatcher matcher;
    private volatile boolean multikey;

    StoredIndex(IndexDefinition definition, QueryMatcher matcher, boolean multikey) {
        this.definition = definition;
        this.prefix = Bytes.ofInt(definition.id());
        this.paths = definition.fields().stream()
                .map(field -> IndexPath.of(field.path()))
                .toList();
        this.matcher = matcher;
        this.multikey = multikey;
    }

    IndexDefinition definition() {
        return definition;
    }

    byte[] prefix() {
        return prefix;
    }

    /** Whether some document has, or had, an array at one of the fields. */
    boolean isMultikey() {
        return multikey;
    }

    void becomeMultikey() {
        multikey = true;
    }

    /** The entries of a document. */
    Entries entriesOf(Document document) {
        Document filter = definition.partialFilter();
        if (filter != null && !matcher.matches(document, filter)) {
            return Entries.NONE;
        }
        List<IndexPath.Values> values = new ArrayList<>(paths.size());
        boolean present = false;
        boolean arrays = false;
        String arrayAt = null;
        for (IndexPath path : paths) {
            IndexPath.Values found = path.valuesIn(document);
            present |= found.isPresent();
            String at = found.firstArray();
            if (at != null) {
                arrays = true;
                if (arrayAt != null && !arrayAt.equals(at)) {
                    throw new CannotIndexParallelArraysError(List.of(arrayAt, at));
                }
                arrayAt = at;
            }
            values.add(found);
        }
        if (definition.sparse() && !present) {
            return Entries.NONE;
        }
        TreeSet<byte[]> keys = new TreeSet<>(Bytes.ORDER);
        KeyBuffer start = new KeyBuffer();
        start.putBytes(prefix);
        combine(values, 0, start, keys);
        return new Entries(List.copyOf(keys), arrays);
    }

    private void combine(List<IndexPath.Values> values, int at, KeyBuffer soFar, Set<byte[]> keys) {
        if (at == values.size()) {
            keys.add(soFar.toBytes());
            if (keys.size() > MAX_ENTRIES_PER_DOCUMENT) {
                throw new MongoServerError(
                        10088, "a document may have at most " + MAX_ENTRIES_PER_DOCUMENT + " entries in an index");
            }
            return;
        }
        boolean ascending = definition.fields().get(at).ascending();
        List<@Nullable Object> alternatives = values.get(at).values();
        byte[] before = alternatives.size() > 1 ? soFar.toBytes() : null;
        for (Object value : alternatives) {
            KeyBuffer key = soFar;
            if (before != null) {
                key = new KeyBuffer();
                key.putBytes(before);
            }
            int start = key.length();
            if (value instanceof IndexPath.EmptyArray) {
                key.putByte(ValueEncoding.EMPTY_ARRAY);
            } else {
                ValueEncoding.write(value, key);
            }
            if (!ascending) {
                key.complementFrom(start);
            }
            combine(values, at + 1, key, keys);
        }
    }

    /** The entries of one document: number and fields without the {@code _id}, in order. */
    record Entries(List<byte[]> keys, boolean fromArray) {
        static final Entries NONE = new Entries(List.of(), false);

        boolean contains(byte[] key) {
            for (byte[] own : keys) {
                if (Bytes.compare(own, key) == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    static byte[] entryKey(byte[] fields, DocumentKey document) {
        return Bytes.concat(fields, document.bytes());
    }

    static byte[] entryValue(byte[] fields) {
        return Bytes.ofInt(fields.length);
    }

    /** The document that an entry belongs to. */
    static DocumentKey documentOf(byte[] entryKey, byte[] entryValue) {
        return new DocumentKey(Bytes.tail(entryKey, Bytes.toInt(entryValue, 0)));
    }
}
