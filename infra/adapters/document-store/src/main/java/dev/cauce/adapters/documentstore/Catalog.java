package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Which collections and indexes there are, and under which numbers their entries lie.
 *
 * <p>Every key of the store begins with a four-byte number. Number 0 is the catalog itself; each collection and each
 * index has a number of its own, given once and never again. Making, dropping and renaming is one durable write, so a
 * crash leaves either the old state or the new one. Entries under a number that the catalog does not know are what a
 * crash left of an index half built; {@link #sweep} removes them.
 */
final class Catalog {

    /**
     * A collection as the catalog knows it.
     *
     * @param id the number under which its documents lie
     * @param options what {@code create} was given
     */
    record Entry(int id, String database, String name, Document options) {

        static Entry read(Document stored) {
            if (stored.get("id") instanceof Integer id
                    && stored.get("database") instanceof String database
                    && stored.get("name") instanceof String name
                    && stored.get("options") instanceof Document options) {
                return new Entry(id, database, name, options);
            }
            throw new IllegalStateException("the catalog holds what is no collection: verify the store");
        }

        Document toDocument() {
            return new Document("id", id)
                    .append("database", database)
                    .append("name", name)
                    .append("options", options);
        }

        Entry renamed(String newName) {
            return new Entry(id, database, newName, options);
        }

        byte[] prefix() {
            return Bytes.ofInt(id);
        }
    }

    private static final byte[] SELF = Bytes.ofInt(0);
    private static final int COLLECTIONS = 'c';
    private static final int INDEXES = 'x';
    private static final int MULTIKEY = 'm';
    private static final int STATS = 's';
    private static final int NEXT_ID = 'n';
    private static final int FIRST_ID = 1;

    private final Storage storage;
    private int nextId;

    Catalog(Storage storage) {
        this.storage = storage;
        this.nextId = storedNextId();
    }

    private int storedNextId() {
        byte[] next = storage.latest().get(key(NEXT_ID).toBytes());
        return next == null ? FIRST_ID : Bytes.toInt(next, 0);
    }

    synchronized void reload() {
        nextId = storedNextId();
    }

    /** Gives a number that no entry was ever stored under. */
    synchronized int newId() {
        int id = nextId;
        storage.commitPlain(batch -> batch.put(key(NEXT_ID).toBytes(), Bytes.ofInt(id + 1)));
        nextId = id + 1;
        return id;
    }

    List<Entry> collections() {
        List<Entry> entries = new ArrayList<>();
        byte[] from = key(COLLECTIONS).toBytes();
        try (Scan scan = storage.latest().scan(from, Bytes.after(from), false)) {
            while (scan.advance()) {
                Document stored = BsonBytes.decode(scan.value());
                entries.add(Entry.read(stored));
            }
        }
        return entries;
    }

    List<IndexDefinition> indexesOf(int collection) {
        List<IndexDefinition> definitions = new ArrayList<>();
        byte[] from = indexPrefix(collection).toBytes();
        try (Scan scan = storage.latest().scan(from, Bytes.after(from), false)) {
            while (scan.advance()) {
                Document stored = BsonBytes.decode(scan.value());
                if (!(stored.remove("id") instanceof Integer id)) {
                    throw new IllegalStateException("the catalog holds what is no index: verify the store");
                }
                definitions.add(IndexDefinition.read(id, stored));
            }
        }
        return definitions;
    }

    boolean isMultikey(int index) {
        return storage.latest().get(multikeyKey(index)) != null;
    }

    CollectionStats statsOf(int collection) {
        return CollectionStats.decode(storage.latest().get(statsKey(collection)));
    }

    static byte[] statsKey(int collection) {
        KeyBuffer key = key(STATS);
        key.putInt(collection);
        return key.toBytes();
    }

    static byte[] multikeyKey(int index) {
        KeyBuffer key = key(MULTIKEY);
        key.putInt(index);
        return key.toBytes();
    }

    void add(Entry entry) {
        storage.commitDurably(batch -> put(batch, entry));
    }

    void remove(Entry entry, List<IndexDefinition> indexes) {
        storage.commitDurably(batch -> remove(batch, entry, indexes));
    }

    /** Gives a collection another name, and removes the one that had it, at once. */
    void rename(Entry from, Entry to, List<RocksCollection> replaced) {
        storage.commitDurably(batch -> {
            batch.delete(entryKey(from));
            for (RocksCollection gone : replaced) {
                remove(batch, gone.entry(), gone.definitions());
            }
            put(batch, to);
        });
    }

    void addIndex(Entry collection, IndexDefinition index) {
        storage.commitDurably(batch -> batch.put(
                indexKey(collection.id(), index.name()),
                BsonBytes.encode(index.describe().append("id", index.id()))));
    }

    void removeIndex(Entry collection, IndexDefinition index) {
        storage.commitDurably(batch -> removeIndex(batch, collection.id(), index));
    }

    /** Removes what was stored under a number that came into no catalog entry. */
    void discard(int id) {
        storage.commitPlain(batch -> batch.deleteRange(Bytes.ofInt(id), Bytes.ofInt(id + 1)));
    }

    /** Removes what lies under numbers that nothing in the catalog names. */
    int sweep() {
        Set<Integer> known = new TreeSet<>();
        for (Entry entry : collections()) {
            known.add(entry.id());
            indexesOf(entry.id()).forEach(index -> known.add(index.id()));
        }
        int swept = 0;
        byte[] end = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        int at = FIRST_ID;
        while (true) {
            try (Scan scan = storage.latest().scan(Bytes.ofInt(at), end, false)) {
                if (!scan.advance()) {
                    return swept;
                }
                at = Bytes.toInt(scan.key(), 0);
            }
            if (!known.contains(at)) {
                discard(at);
                swept++;
            }
            at++;
        }
    }

    private static void put(WriteBatch batch, Entry entry) throws RocksDBException {
        batch.put(entryKey(entry), BsonBytes.encode(entry.toDocument()));
    }

    private static void remove(WriteBatch batch, Entry entry, List<IndexDefinition> indexes) throws RocksDBException {
        batch.delete(entryKey(entry));
        batch.delete(statsKey(entry.id()));
        batch.deleteRange(entry.prefix(), Bytes.ofInt(entry.id() + 1));
        for (IndexDefinition index : indexes) {
            removeIndex(batch, entry.id(), index);
        }
    }

    private static void removeIndex(WriteBatch batch, int collection, IndexDefinition index) throws RocksDBException {
        batch.delete(indexKey(collection, index.name()));
        batch.delete(multikeyKey(index.id()));
        batch.deleteRange(Bytes.ofInt(index.id()), Bytes.ofInt(index.id() + 1));
    }

    private static KeyBuffer key(int kind) {
        KeyBuffer key = new KeyBuffer();
        key.putBytes(SELF);
        key.putByte(kind);
        return key;
    }

    private static byte[] entryKey(Entry entry) {
        KeyBuffer key = key(COLLECTIONS);
        key.putText(entry.database());
        key.putText(entry.name());
        return key.toBytes();
    }

    private static KeyBuffer indexPrefix(int collection) {
        KeyBuffer key = key(INDEXES);
        key.putInt(collection);
        return key;
    }

    private static byte[] indexKey(int collection, String name) {
        KeyBuffer key = indexPrefix(collection);
        key.putText(name);
        return key.toBytes();
    }
}
