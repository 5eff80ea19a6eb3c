package dev.cauce.application.audit;

import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.AccessAudit;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Keeps denied attempts and reads of personal data beside the event store: they are no business facts, and whoever knocks
 * at doors must not fill the history with it.
 */
final class AccessLog implements AccessAudit {

    static final String COLLECTION = "access-log";

    private final MongoOperations mongo;
    private final Clock clock;

    AccessLog(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void denied(Map<String, ?> metadata, String what, ErrorCode code) {
        write(metadata, "AccessDenied", what, code.name());
    }

    @Override
    public void personalDataRead(Map<String, ?> metadata, String query) {
        write(metadata, "PersonalDataRead", query, null);
    }

    private void write(Map<String, ?> metadata, String type, String what, @Nullable String code) {
        mongo.getCollection(COLLECTION)
                .insertOne(new Document("_id", UUID.randomUUID().toString())
                        .append("tenantId", text(metadata, MetadataKey.TENANT_ID))
                        .append("at", Date.from(clock.instant()))
                        .append("type", type)
                        .append("what", what)
                        .append("code", code)
                        .append("actor", text(metadata, MetadataKey.ACTOR)));
    }

    private static String text(Map<String, ?> metadata, String key) {
        return metadata.get(key) instanceof String value ? value : "";
    }
}
