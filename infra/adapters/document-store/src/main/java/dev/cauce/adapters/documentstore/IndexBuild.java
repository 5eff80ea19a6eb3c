package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;

/** Fills a new index from the documents of its collection, while nobody writes to it. */
final class IndexBuild {

    private static final int CHUNK = 2_000;

    private final String collection;
    private final byte[] prefix;
    private final StoredIndex index;
    private final Storage storage;
    private WriteUnit chunk;
    private int inChunk;

    IndexBuild(String collection, byte[] prefix, StoredIndex index, Storage storage) {
        this.collection = collection;
        this.prefix = prefix;
        this.index = index;
        this.storage = storage;
        this.chunk = new WriteUnit(storage.latest());
    }

    void run() {
        try (Scan documents = storage.latest().scan(prefix, Bytes.after(prefix), false)) {
            while (documents.advance()) {
                add(BsonBytes.decode(documents.value()), new DocumentKey(Bytes.tail(documents.key(), prefix.length)));
                if (++inChunk == CHUNK) {
                    flush();
                }
            }
        }
        flush();
    }

    private void add(Document document, DocumentKey key) {
        StoredIndex.Entries entries = index.entriesOf(document);
        IndexEntries.requireUnique(collection, index, entries, StoredIndex.Entries.NONE, key, chunk, document);
        IndexEntries.replace(index, StoredIndex.Entries.NONE, entries, key, chunk);
    }

    private void flush() {
        storage.disk().requireRoom();
        storage.commit(chunk);
        chunk = new WriteUnit(storage.latest());
        inChunk = 0;
    }
}
