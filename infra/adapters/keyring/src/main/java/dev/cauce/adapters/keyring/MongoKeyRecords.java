package dev.cauce.adapters.keyring;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Records in MongoDB, found by their {@code _id} alone: {@code tenant} or {@code tenant/subject}. A write is answered
 * by a majority of the replica set with its journal on disk. What {@link #shred} replaces is gone from the collection;
 * the server's own files, its oplog and its backups hold the wrapped bytes until they are overwritten.
 */
final class MongoKeyRecords implements KeyRecords {

    private static final String RECORD = "record";
    private static final String TENANT = "tenant";

    private final MongoCollection<Document> tenants;
    private final MongoCollection<Document> subjects;

    MongoKeyRecords(MongoDatabase database) {
        MongoDatabase careful = database.withWriteConcern(
                        WriteConcern.MAJORITY.withJournal(true).withWTimeout(10, TimeUnit.SECONDS))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
        this.tenants = careful.getCollection("keyring_tenants");
        this.subjects = careful.getCollection("keyring_subjects");
    }

    @Override
    public Optional<byte[]> read(RecordId id) {
        return asked(() -> Optional.ofNullable(
                        collection(id).find(Filters.eq("_id", id.toString())).first())
                .map(document -> bytes(id, document)));
    }

    @Override
    public byte[] write(RecordId id, byte @Nullable [] expected, byte[] value) {
        return asked(() -> expected == null ? insert(id, value) : replace(id, expected, value));
    }

    private byte[] insert(RecordId id, byte[] value) {
        try {
            collection(id).insertOne(document(id, value));
            return value;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return standing(id);
        }
    }

    private byte[] replace(RecordId id, byte[] expected, byte[] value) {
        Document replaced = collection(id)
                .findOneAndReplace(
                        Filters.and(Filters.eq("_id", id.toString()), Filters.eq(RECORD, new Binary(expected))),
                        document(id, value));
        return replaced != null ? value : standing(id);
    }

    private byte[] standing(RecordId id) {
        return read(id).orElseGet(() -> new byte[0]);
    }

    @Override
    public byte[] shred(RecordId id, byte @Nullable [] expected, byte[] value) {
        return write(id, expected, value);
    }

    @Override
    public void finishShredding() {
        // A replaced document is gone in one step; what lingers in the server's files is the server's to overwrite.
    }

    @Override
    public void forEachTenant(BiConsumer<RecordId, byte[]> visitor) {
        forEach(tenants.find(), visitor);
    }

    @Override
    public void forEachSubject(RecordId tenant, BiConsumer<RecordId, byte[]> visitor) {
        forEach(subjects.find(Filters.eq(TENANT, tenant.tenant())), visitor);
    }

    private static void forEach(Iterable<Document> documents, BiConsumer<RecordId, byte[]> visitor) {
        asked(() -> {
            for (Document document : documents) {
                String id = document.getString("_id");
                int slash = id.indexOf('/');
                RecordId found = slash < 0
                        ? new RecordId(id, "")
                        : new RecordId(id.substring(0, slash), id.substring(slash + 1));
                visitor.accept(found, bytes(found, document));
            }
            return true;
        });
    }

    private MongoCollection<Document> collection(RecordId id) {
        return id.isTenant() ? tenants : subjects;
    }

    private static Document document(RecordId id, byte[] value) {
        return new Document("_id", id.toString()).append(TENANT, id.tenant()).append(RECORD, new Binary(value));
    }

    private static byte[] bytes(RecordId id, Document document) {
        if (document.get(RECORD) instanceof Binary binary) {
            return binary.getData();
        }
        throw Damaged.record(id, "has no bytes");
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw new KeyringFault(
                    Reason.STORE_UNAVAILABLE, "MongoDB did not answer for the keyring; is it reachable?", e);
        }
    }

    @Override
    public void close() {
        // The client belongs to whoever made it.
    }
}
