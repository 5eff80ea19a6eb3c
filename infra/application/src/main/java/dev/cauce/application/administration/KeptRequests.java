package dev.cauce.application.administration;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Idempotency keys of administration, which goes over no bus and appends no event that could hold them. An operation is
 * carried out before its key is kept: after a crash in between it is carried out again, which does no harm to a replay
 * or a retry.
 */
final class KeptRequests {

    static final String COLLECTION = "administration-requests";

    private final MongoOperations mongo;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    KeptRequests(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Carries the operation out, unless it was carried out before under the key of the current request.
     *
     * @throws Rejected where the key was used for another request, or the first request with it is still under way
     */
    void once(Runnable operation) {
        CurrentRequest request = CurrentRequest.get();
        String id = request.caller().tenantId() + "/" + RequestStream.scopedKey(request);
        if (!underWay.add(id)) {
            throw new Rejected(ErrorCode.REQUEST_IN_FLIGHT, "The first request with this key is still under way.");
        }
        try {
            @Nullable
            Document kept = mongo.getCollection(COLLECTION)
                    .find(new Document("_id", id))
                    .first();
            if (kept == null) {
                operation.run();
                keep(id, request);
            } else if (!kept.get("requestHash", "").equals(request.requestHash())) {
                throw new Rejected(
                        ErrorCode.IDEMPOTENCY_KEY_REUSED, "This key was used for another request; take a new one.");
            }
        } finally {
            underWay.remove(id);
        }
    }

    private void keep(String id, CurrentRequest request) {
        try {
            mongo.getCollection(COLLECTION)
                    .insertOne(new Document("_id", id)
                            .append("requestHash", request.requestHash())
                            .append("actor", request.caller().actor())
                            .append("at", Date.from(clock.instant())));
        } catch (MongoWriteException failed) {
            // Another process was asked at the same time under the same key.
            if (failed.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
    }
}
