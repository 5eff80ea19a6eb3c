package dev.cauce.platform.deadline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.messaging.SafeFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.deadline.AbstractDeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.ExecutionException;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.ScopeAware;
import org.axonframework.messaging.ScopeAwareProvider;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines in MongoDB, the same in both topologies and beside the sagas that they belong to. They are due by the
 * business clock; claims are on the system's. A scope has one deadline of a name: scheduling it again moves it, so that
 * a batch of events which is handled twice leaves one. Each fires at least once, on one node at a time; one that fails
 * is tried again with growing pauses and is never dropped. Its handler looks at the state first.
 */
public final class MongoDeadlines extends AbstractDeadlineManager {

    /** The collection; it stands apart from views, and no replay touches it. */
    public static final String COLLECTION = "deadlines";

    private static final Logger LOG = LoggerFactory.getLogger(MongoDeadlines.class);
    private static final Duration CLAIM = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_CLAIM = LONGEST_PAUSE.plusMinutes(5);

    private final MongoCollection<Document> deadlines;
    private final Serializer serializer;
    private final ScopeAwareProvider scopes;
    private final CorrelationDataProvider lineage;
    private final Clock businessClock;
    private final Clock systemClock;
    private final AtomicLong fired = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();

    public MongoDeadlines(
            MongoCollection<Document> deadlines,
            Serializer serializer,
            ScopeAwareProvider scopes,
            CorrelationDataProvider lineage,
            Clock businessClock,
            Clock systemClock) {
        this.deadlines = deadlines;
        this.serializer = serializer;
        this.scopes = scopes;
        this.lineage = lineage;
        this.businessClock = businessClock;
        this.systemClock = systemClock;
        deadlines.createIndex(Indexes.ascending("dueAt"));
    }

    @Override
    public String schedule(Instant dueAt, String name, @Nullable Object messageOrPayload, ScopeDescriptor scope) {
        DeadlineMessage<Object> message =
                processDispatchInterceptors(GenericDeadlineMessage.asDeadlineMessage(name, messageOrPayload, dueAt));
        String scopeJson = serialized(scope);
        String id = id(name, scopeJson);
        Document document = new Document("_id", id)
                .append("name", name)
                .append("dueAt", Date.from(dueAt))
                .append("claimedUntil", Date.from(Instant.EPOCH))
                .append("attempts", 0)
                .append("scopeType", scope.getClass().getName())
                .append("scope", scopeJson)
                .append("messageId", message.getIdentifier())
                .append("metadata", serialized(message.getMetaData()))
                .append("payloadType", payloadType(message))
                .append("payload", message.getPayload() == null ? null : serialized(message.getPayload()));
        change(() -> deadlines.replaceOne(eq("_id", id), document, new ReplaceOptions().upsert(true)));
        return id;
    }

    @Override
    public void cancelSchedule(String name, String scheduleId) {
        change(() -> deadlines.deleteOne(eq("_id", scheduleId)));
    }

    @Override
    public void cancelAll(String name) {
        change(() -> deadlines.deleteMany(eq("name", name)));
    }

    @Override
    public void cancelAllWithinScope(String name, ScopeDescriptor scope) {
        String id = id(name, serialized(scope));
        change(() -> deadlines.deleteOne(eq("_id", id)));
    }

    /** Fires what is due, one after the other, until nothing is; answers how many fired. */
    public int fireDue() {
        int count = 0;
        while (!Thread.currentThread().isInterrupted()) {
            Document due = claim();
            if (due == null) {
                break;
            }
            fire(due);
            count++;
        }
        return count;
    }

    /** How many deadlines are pending. */
    public long pending() {
        return deadlines.countDocuments();
    }

    /** How often deadlines were scheduled or cancelled by this process: while it stays the same, the next one does. */
    public long changes() {
        return changes.get();
    }

    private void change(Runnable write) {
        runOnPrepareCommitOrNow(() -> {
            write.run();
            changes.incrementAndGet();
        });
    }

    /** How many deadlines fired successfully since the start. */
    public long fired() {
        return fired.get();
    }

    /** When the next deadline is due by the business clock; null where none is pending. */
    public @Nullable Instant nextDueAt() {
        Document next = deadlines.find().sort(Sorts.ascending("dueAt")).limit(1).first();
        Date dueAt = next == null ? null : next.getDate("dueAt");
        return dueAt == null ? null : dueAt.toInstant();
    }

    private @Nullable Document claim() {
        Instant now = systemClock.instant();
        return deadlines.findOneAndUpdate(
                and(
                        lte("dueAt", Date.from(businessClock.instant())),
                        or(
                                lte("claimedUntil", Date.from(now)),
                                // Further ahead than any claim: the clock has been put back since, and nobody holds it.
                                gt("claimedUntil", Date.from(now.plus(LONGEST_CLAIM))))),
                Updates.combine(Updates.set("claimedUntil", Date.from(now.plus(CLAIM))), Updates.inc("attempts", 1)),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("dueAt")));
    }

    private void fire(Document due) {
        ScopeDescriptor scope;
        DeadlineMessage<?> message;
        try {
            scope = (ScopeDescriptor) deserialized(due.getString("scope"), due.getString("scopeType"));
            message = message(due);
        } catch (RuntimeException unreadable) {
            // One that cannot be read must not keep the others from firing, nor be lost: a later version may read it.
            postpone(due, unreadable);
            return;
        }
        DefaultUnitOfWork<DeadlineMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(message);
        // What it causes is of the tenant, and on behalf of whom, it was scheduled for.
        unitOfWork.registerCorrelationDataProvider(lineage);
        DefaultInterceptorChain<DeadlineMessage<?>> chain =
                new DefaultInterceptorChain<>(unitOfWork, handlerInterceptors(), handled -> {
                    send(handled, scope);
                    return null;
                });
        ResultMessage<?> result = unitOfWork.executeWithResult(chain::proceed);
        if (result.isExceptional()) {
            postpone(due, result.exceptionResult());
        } else {
            // A handler that scheduled the same name again replaced the document: it is pending with another message.
            deadlines.deleteOne(and(eq("_id", due.getString("_id")), eq("messageId", due.getString("messageId"))));
            fired.incrementAndGet();
        }
    }

    private void send(DeadlineMessage<?> message, ScopeDescriptor scope) throws Exception {
        boolean resolved = false;
        for (ScopeAware component : scopes.provideScopeAwareStream(scope).toList()) {
            if (component.canResolve(scope)) {
                resolved = true;
                try {
                    component.send(message, scope);
                } catch (ExecutionException failed) {
                    throw failed.getCause() instanceof Exception cause ? cause : failed;
                }
            }
        }
        if (!resolved) {
            throw new IllegalStateException("Nothing on this node knows the scope of the deadline.");
        }
    }

    private void postpone(Document due, Throwable failure) {
        int attempts = due.getInteger("attempts", 0) + 1;
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 10));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        deadlines.updateOne(
                and(eq("_id", due.getString("_id")), eq("messageId", due.getString("messageId"))),
                Updates.set("claimedUntil", Date.from(systemClock.instant().plus(bounded))));
        LOG.warn(
                "Deadline {} failed (attempt {}) and is tried again in {}: {}",
                due.getString("name"),
                attempts,
                bounded,
                SafeFailure.of(failure));
    }

    private DeadlineMessage<?> message(Document due) {
        String payload = due.getString("payload");
        Object value = payload == null ? null : deserialized(payload, due.getString("payloadType"));
        if (value instanceof UnknownSerializedType) {
            throw new IllegalStateException("The payload of the deadline is of a type that is not known here.");
        }
        MetaData metadata = (MetaData) deserialized(due.getString("metadata"), MetaData.class.getName());
        Date dueAt = due.getDate("dueAt");
        return new GenericDeadlineMessage<>(
                due.getString("name"), due.getString("messageId"), value, metadata, dueAt.toInstant());
    }

    private static String payloadType(DeadlineMessage<?> message) {
        return message.getPayloadType().getName();
    }

    private static String id(String name, String scope) {
        return name + "|" + RequestStream.sha256(scope);
    }

    private String serialized(Object value) {
        SerializedObject<byte[]> bytes = serializer.serialize(value, byte[].class);
        return new String(bytes.getData(), StandardCharsets.UTF_8);
    }

    private Object deserialized(String json, String type) {
        return serializer.<byte[], Object>deserialize(new SimpleSerializedObject<>(
                json.getBytes(StandardCharsets.UTF_8), byte[].class, new SimpleSerializedType(type, null)));
    }
}
