package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;

/** Writes a document's entries into an index. */
final class IndexEntries {

    private IndexEntries() {}

    /** Puts one document's entries in the place of those that it had. */
    static void replace(
            StoredIndex index, StoredIndex.Entries before, StoredIndex.Entries after, DocumentKey key, WriteUnit into) {
        for (byte[] old : before.keys()) {
            if (!after.contains(old)) {
                into.delete(StoredIndex.entryKey(old, key));
            }
        }
        for (byte[] added : after.keys()) {
            if (!before.contains(added)) {
                into.put(StoredIndex.entryKey(added, key), StoredIndex.entryValue(added));
            }
        }
        if (after.fromArray() && !index.isMultikey()) {
            into.put(Catalog.multikeyKey(index.definition().id()), new byte[] {1});
            // Before the commit: a reader that sees such entries must know of them.
            index.becomeMultikey();
        }
    }

    /**
     * Makes sure that no other document has what a document is to have.
     *
     * @param own what the document has already
     * @throws DuplicateKeyError when another one has it and the index is unique
     */
    static void requireUnique(
            String collection,
            StoredIndex index,
            StoredIndex.Entries wanted,
            StoredIndex.Entries own,
            DocumentKey key,
            View view,
            Document document) {
        if (!index.definition().unique()) {
            return;
        }
        for (byte[] fields : wanted.keys()) {
            if (own.contains(fields)) {
                continue;
            }
            try (Scan scan = view.scan(fields, Bytes.after(fields), false)) {
                while (scan.advance()) {
                    if (!StoredIndex.documentOf(scan.key(), scan.value()).equals(key)) {
                        throw new DuplicateKeyError(
                                collection,
                                index.definition().name() + " dup key: "
                                        + DuplicateKeys.describe(index.definition(), document));
                    }
                }
            }
        }
    }
}
