package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the core asks for a document's place. Documents lie in the order of their {@code _id}, so the place follows from
 * the document and there are no entries to keep; all other indexes are kept by {@link RocksCollection} itself.
 */
final class IdIndex extends Index<DocumentKey> {

    IdIndex() {
        super(IndexDefinition.ID_INDEX, List.of(new IndexKey("_id", true)), false);
    }

    @Override
    public DocumentKey getPosition(Document document) {
        return DocumentKey.ofId(document.get("_id"));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<DocumentKey> collection) {}

    @Override
    public void add(Document document, DocumentKey position, MongoCollection<DocumentKey> collection) {}

    @Override
    public @Nullable DocumentKey remove(Document document) {
        return getPosition(document);
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<DocumentKey> getPositions(Document query) {
        return List.of();
    }

    @Override
    public long getCount() {
        return 0;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<DocumentKey> collection) {}

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            DocumentKey position,
            MongoCollection<DocumentKey> collection) {}

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {}
}
