package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rocksdb.RocksDBException;

/** Reads everything and says what does not fit together. */
final class StoreVerification {

    private static final int MAX_FINDINGS = 100;

    private final Storage storage;
    private final List<String> findings = new ArrayList<>();
    private long documents;
    private long entries;
    private int collections;

    private StoreVerification(Storage storage) {
        this.storage = storage;
    }

    static VerificationReport run(Storage storage, RocksBackend backend) {
        return storage.use(() -> {
            StoreVerification verification = new StoreVerification(storage);
            verification.checksums();
            for (RocksDatabase database : backend.databases()) {
                database.collections().forEach(verification::collection);
            }
            return new VerificationReport(
                    verification.collections,
                    verification.documents,
                    verification.entries,
                    List.copyOf(verification.findings));
        });
    }

    private void checksums() {
        try {
            storage.verifyChecksums();
        } catch (RocksDBException e) {
            found("a file does not match its checksum: " + e.getMessage());
        }
    }

    /** Writers wait meanwhile, so that documents and entries are of one moment. */
    private void collection(RocksCollection collection) {
        collection.exclusively(() -> {
            if (!collection.isDropped()) {
                collections++;
                check(collection);
            }
            return true;
        });
    }

    private void check(RocksCollection collection) {
        byte[] prefix = collection.entry().prefix();
        long[] expected = new long[collection.indexes().size()];
        long count = 0;
        View view = storage.latest();
        try (Scan scan = view.scan(prefix, Bytes.after(prefix), false)) {
            while (scan.advance()) {
                count++;
                DocumentKey key = new DocumentKey(Bytes.tail(scan.key(), prefix.length));
                Document document = BsonBytes.decode(scan.value());
                if (!Objects.equals(key, DocumentKey.ofId(document.get("_id")))) {
                    found(collection.getFullName() + " holds a document under another's place");
                }
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += entriesOf(collection, collection.indexes().get(i), document, key, view);
                }
            }
        }
        documents += count;
        if (count != collection.stats().count()) {
            found(collection.getFullName() + " holds " + count + " documents and counts "
                    + collection.stats().count());
        }
        for (int i = 0; i < expected.length; i++) {
            StoredIndex index = collection.indexes().get(i);
            long present = countEntries(index, view);
            entries += present;
            if (present != expected[i]) {
                found("index " + index.definition().name() + " of " + collection.getFullName() + " has " + present
                        + " entries, its documents make " + expected[i]);
            }
        }
    }

    private long entriesOf(
            RocksCollection collection, StoredIndex index, Document document, DocumentKey key, View view) {
        List<byte[]> keys = index.entriesOf(document).keys();
        for (byte[] fields : keys) {
            if (view.get(StoredIndex.entryKey(fields, key)) == null) {
                found("index " + index.definition().name() + " of " + collection.getFullName() + " lacks an entry");
            }
        }
        return keys.size();
    }

    private static long countEntries(StoredIndex index, View view) {
        long count = 0;
        try (Scan scan = view.scan(index.prefix(), Bytes.after(index.prefix()), false)) {
            while (scan.advance()) {
                count++;
            }
        }
        return count;
    }

    private void found(String finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }
}
