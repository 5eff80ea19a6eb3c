package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.InvalidIdFieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Writes documents of one collection, with their index entries and their count, into one {@link WriteUnit}.
 *
 * <p>A document that is refused leaves nothing in the unit: all is checked before anything is put.
 */
final class DocumentWriter {

    private final String collection;
    private final byte[] prefix;
    private final List<StoredIndex> indexes;
    private final WriteUnit unit;
    private CollectionStats stats;

    DocumentWriter(String collection, byte[] prefix, List<StoredIndex> indexes, WriteUnit unit, CollectionStats stats) {
        this.collection = collection;
        this.prefix = prefix;
        this.indexes = indexes;
        this.unit = unit;
        this.stats = stats;
    }

    WriteUnit unit() {
        return unit;
    }

    /** What the collection holds once the unit is in. */
    CollectionStats stats() {
        return stats;
    }

    /** Gives the document an {@code _id} when it has none. */
    void insert(Document document) {
        if (document.get("_id") instanceof Collection) {
            throw new InvalidIdFieldError("The '_id' value cannot be of type array");
        }
        if (!document.containsKey("_id")) {
            document.put("_id", new ObjectId());
        }
        DocumentKey key = DocumentKey.ofId(document.get("_id"));
        byte[] dataKey = Bytes.concat(prefix, key.bytes());
        if (unit.get(dataKey) != null) {
            throw new DuplicateKeyError(
                    collection, IndexDefinition.ID_INDEX + " dup key: " + DuplicateKeys.describeId(document));
        }
        List<StoredIndex.Entries> entries = new ArrayList<>(indexes.size());
        for (StoredIndex index : indexes) {
            StoredIndex.Entries added = index.entriesOf(document);
            IndexEntries.requireUnique(collection, index, added, StoredIndex.Entries.NONE, key, unit, document);
            entries.add(added);
        }
        byte[] bson = BsonBytes.encode(document);
        unit.put(dataKey, bson);
        for (int i = 0; i < entries.size(); i++) {
            IndexEntries.replace(indexes.get(i), StoredIndex.Entries.NONE, entries.get(i), key, unit);
        }
        stats = stats.plus(1, bson.length);
    }

    void update(DocumentKey key, Document before, Document after) {
        byte[] dataKey = Bytes.concat(prefix, key.bytes());
        byte[] bson = BsonBytes.encode(after);
        List<StoredIndex.Entries> had = new ArrayList<>(indexes.size());
        List<StoredIndex.Entries> gets = new ArrayList<>(indexes.size());
        for (StoredIndex index : indexes) {
            StoredIndex.Entries old = index.entriesOf(before);
            StoredIndex.Entries changed = index.entriesOf(after);
            IndexEntries.requireUnique(collection, index, changed, old, key, unit, after);
            had.add(old);
            gets.add(changed);
        }
        byte[] replaced = unit.get(dataKey);
        unit.put(dataKey, bson);
        for (int i = 0; i < gets.size(); i++) {
            IndexEntries.replace(indexes.get(i), had.get(i), gets.get(i), key, unit);
        }
        stats = stats.plus(0, bson.length - (replaced == null ? 0 : replaced.length));
    }

    void delete(Document document) {
        DocumentKey key = DocumentKey.ofId(document.get("_id"));
        byte[] dataKey = Bytes.concat(prefix, key.bytes());
        byte[] stored = unit.get(dataKey);
        if (stored == null) {
            return;
        }
        Document current = BsonBytes.decode(stored);
        for (StoredIndex index : indexes) {
            IndexEntries.replace(index, index.entriesOf(current), StoredIndex.Entries.NONE, key, unit);
        }
        unit.delete(dataKey);
        stats = stats.plus(-1, -stored.length);
    }
}
