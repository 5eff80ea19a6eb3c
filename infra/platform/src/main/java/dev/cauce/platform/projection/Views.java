package dev.cauce.platform.projection;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import dev.cauce.contracts.personaldata.Redaction;
import dev.cauce.contracts.tenant.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.bson.Document;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Where projections write. What the handlers of a batch of events ask for is collected, all changes of one document by
 * one stream become one write, and the batch becomes one {@code bulkWrite} per view when it is about to commit, before
 * its token is stored: the view is never behind its token. Reads go through Spring Data.
 *
 * <p>A write is absolute (set, unset, add to a set) and guarded by the sequence number that the document has seen of
 * the stream, so that an event delivered again changes nothing.
 */
public final class Views {

    private static final String PENDING = "cauce.views.pending";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoDatabaseFactory mongo;
    private final ViewChanges changes;

    /** @param changes is told, after the commit of a batch, which documents of which view it wrote */
    public Views(MongoDatabaseFactory mongo, ViewChanges changes) {
        this.mongo = mongo;
        this.changes = changes;
    }

    /** The {@code _id} of a document: its tenant and the id of what it shows. */
    public static String documentId(TenantId tenantId, Object id) {
        return tenantId + "/" + id;
    }

    /**
     * Begins the change that one event makes to one document.
     *
     * @param view the collection
     * @param documentId see {@link #documentId}
     * @param stream names the kind of stream that the event is from among those that feed the document, such as
     *     {@code account}; where several streams of a kind feed it, it holds the id too
     * @param sequence the event's sequence number in its stream
     */
    public ViewChange change(String view, String documentId, String stream, long sequence) {
        if (!CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException("Views are written while events are handled, inside a unit of work.");
        }
        ViewChange change = pending()
                .of(view)
                .computeIfAbsent(new Target(documentId, stream), target -> new ViewChange(documentId, stream));
        change.sees(sequence);
        return change;
    }

    /**
     * Writes the redaction marker into fields of every document about an erased person. It runs after the other writes
     * of the batch. The projection that uses it has one segment, or keeps the person's events in order in another way,
     * so that nothing older is written after it.
     *
     * @param dataSubject the value of the documents' field {@code dataSubject}, see {@link #documentId}
     */
    public void redact(String view, String dataSubject, String... fields) {
        pending().redactions.add(new Redact(view, dataSubject, List.of(fields)));
    }

    /** Removes every document of a view: for the reset handler of its projection. */
    public void clear(String view) {
        mongo.getMongoDatabase().getCollection(view).deleteMany(new Document());
    }

    private void flush(UnitOfWork<?> unitOfWork, Pending pending) {
        pending.byView.forEach((view, byTarget) -> {
            write(view, new ArrayList<>(byTarget.values()));
            Set<String> ids = new LinkedHashSet<>();
            byTarget.keySet().forEach(target -> ids.add(target.documentId()));
            unitOfWork.afterCommit(committed -> changes.changed(view, ids));
        });
        pending.redactions.forEach(this::write);
    }

    private void write(Redact redact) {
        Document marked = new Document();
        redact.fields().forEach(field -> marked.put(field, Redaction.MARKER));
        mongo.getMongoDatabase()
                .getCollection(redact.view())
                .updateMany(new Document("dataSubject", redact.dataSubject()), new Document("$set", marked));
    }

    private void write(String view, List<ViewChange> batch) {
        MongoCollection<Document> collection = mongo.getMongoDatabase().getCollection(view);
        List<WriteModel<Document>> writes = new ArrayList<>(batch.size());
        for (ViewChange change : batch) {
            writes.addAll(change.writes());
        }
        try {
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException partly) {
            // A guard that did not match makes the upsert try to insert: the document has seen the event already.
            for (BulkWriteError error : partly.getWriteErrors()) {
                if (error.getCode() != DUPLICATE_KEY) {
                    throw partly;
                }
            }
            if (partly.getWriteConcernError() != null) {
                throw partly;
            }
        }
    }

    private Pending pending() {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        return unitOfWork.getOrComputeResource(PENDING, key -> {
            Pending pending = new Pending();
            unitOfWork.onPrepareCommit(committing -> flush(unitOfWork, pending));
            return pending;
        });
    }

    private record Redact(String view, String dataSubject, List<String> fields) {}

    private record Target(String documentId, String stream) {}

    private static final class Pending {
        private final Map<String, Map<Target, ViewChange>> byView = new LinkedHashMap<>();
        private final List<Redact> redactions = new ArrayList<>();

        Map<Target, ViewChange> of(String view) {
            return byView.computeIfAbsent(view, name -> new LinkedHashMap<>());
        }
    }
}
