package dev.cauce.platform.projection;

import com.mongodb.MongoBulkWriteException;
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
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Where projections write. What the handlers of a batch of events ask for is collected, all changes of one document by
 * one stream become one write, and the batch becomes one {@code bulkWrite} per view when it is about to commit, before
 * its token is stored: the view is never behind its token. Reads go through Spring Data.
 *
 * <p>A write is absolute (set, unset, add to a set) and guarded by the sequence number that the document has seen of
 * the stream, so that an event delivered again changes nothing. An event whose handler fails has changed nothing
 * either, see {@link #discard}: it is handled whole when it is tried again.
 */
public final class Views {

    private static final String PENDING = "cauce.views.pending";
    private static final int DUPLICATE_KEY = 11000;
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

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
        UnitOfWork<?> unitOfWork = unitOfWork();
        return pending(unitOfWork).of(event(unitOfWork), view, new PendingChanges.Target(documentId, stream), sequence);
    }

    /**
     * Writes the redaction marker into fields of every document about an erased person. It runs after the other writes
     * of the batch. The projection that uses it has one segment, or keeps the person's events in order in another way,
     * so that nothing older is written after it.
     *
     * @param dataSubject the value of the documents' field {@code dataSubject}, see {@link #documentId}
     */
    public void redact(String view, String dataSubject, String... fields) {
        UnitOfWork<?> unitOfWork = unitOfWork();
        pending(unitOfWork).redact(new PendingChanges.Redaction(event(unitOfWork), view, dataSubject, List.of(fields)));
    }

    /** Removes every document of a view: for the reset handler of its projection. */
    public void clear(String view) {
        mongo.getMongoDatabase().getCollection(view).deleteMany(new Document());
    }

    /**
     * Takes back what an event has asked for in this unit of work: its handler failed half way. What is left would be
     * written, and the documents would have seen the event when it is tried again.
     */
    public static void discard(EventMessage<?> event) {
        CurrentUnitOfWork.ifStarted(unitOfWork -> {
            if (unitOfWork.resources().get(PENDING) instanceof PendingChanges pending) {
                pending.discard(event.getIdentifier());
            }
        });
    }

    private void flush(UnitOfWork<?> unitOfWork, PendingChanges pending) {
        Map<String, Set<String>> written = new LinkedHashMap<>();
        pending.merged().forEach((view, merged) -> {
            write(view, merged);
            Set<String> ids = written.computeIfAbsent(view, name -> new LinkedHashSet<>());
            merged.forEach(change -> ids.add(change.documentId()));
        });
        pending.redactions()
                .forEach(redaction -> written.computeIfAbsent(redaction.view(), name -> new LinkedHashSet<>())
                        .addAll(write(redaction)));
        written.values().removeIf(Set::isEmpty);
        if (!written.isEmpty()) {
            unitOfWork.afterCommit(committed -> written.forEach(changes::changed));
        }
    }

    private Set<String> write(PendingChanges.Redaction redaction) {
        MongoCollection<Document> collection = mongo.getMongoDatabase().getCollection(redaction.view());
        Document ofPerson = new Document("dataSubject", redaction.dataSubject());
        Set<String> ids = new LinkedHashSet<>();
        collection.find(ofPerson).projection(new Document("_id", 1)).forEach(found -> ids.add(found.getString("_id")));
        Document marked = new Document();
        redaction.fields().forEach(field -> marked.put(field, Redaction.MARKER));
        collection.updateMany(ofPerson, new Document("$set", marked));
        return ids;
    }

    private void write(String view, List<ViewChange> changesOfView) {
        MongoCollection<Document> collection = mongo.getMongoDatabase().getCollection(view);
        remove(collection, changesOfView);
        List<ViewChange> wereThere = upsert(collection, changesOfView);
        if (!wereThere.isEmpty()) {
            remove(collection, wereThere);
            collection.bulkWrite(
                    wereThere.stream().map(ViewChange::writeIfThere).toList(), UNORDERED);
        }
    }

    private static void remove(MongoCollection<Document> collection, List<ViewChange> changes) {
        List<WriteModel<Document>> removals = new ArrayList<>();
        changes.forEach(change -> change.removal().ifPresent(removals::add));
        if (!removals.isEmpty()) {
            collection.bulkWrite(removals, UNORDERED);
        }
    }

    /**
     * Writes the changes, and returns those that found a document which their guard did not match, so that the upsert
     * tried to insert another. Either that document has seen the event; or it came to be while the upsert was under
     * way, by the first event of another stream, and has not: only a guarded update tells the two apart.
     */
    private static List<ViewChange> upsert(MongoCollection<Document> collection, List<ViewChange> changes) {
        try {
            collection.bulkWrite(changes.stream().map(ViewChange::write).toList(), UNORDERED);
            return List.of();
        } catch (MongoBulkWriteException partly) {
            if (partly.getWriteConcernError() != null
                    || partly.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw partly;
            }
            return partly.getWriteErrors().stream()
                    .map(error -> changes.get(error.getIndex()))
                    .toList();
        }
    }

    /**
     * The unit of work of the event. A dead letter that is tried again has one of its own inside that of the queue, and
     * is out of the queue once its own has committed.
     */
    private static UnitOfWork<?> unitOfWork() {
        if (!CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException("Views are written while events are handled, inside a unit of work.");
        }
        return CurrentUnitOfWork.get();
    }

    private static String event(UnitOfWork<?> unitOfWork) {
        @Nullable Message<?> message = unitOfWork.getMessage();
        return message == null ? "" : message.getIdentifier();
    }

    private PendingChanges pending(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getOrComputeResource(PENDING, key -> {
            PendingChanges pending = new PendingChanges();
            unitOfWork.onPrepareCommit(committing -> flush(unitOfWork, pending));
            return pending;
        });
    }
}
