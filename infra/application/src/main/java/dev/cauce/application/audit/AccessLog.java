package dev.cauce.application.audit;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.AccessAudit;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.rest.model.AuditEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Keeps denied attempts and reads of personal data beside the event store: they are no business facts, and whoever
 * knocks at doors must not fill the history with it.
 */
final class AccessLog implements AccessAudit {

    static final String COLLECTION = "access-log";
    static final String DENIED = "AccessDenied";
    static final String READ = "PersonalDataRead";

    /** The types of its entries. */
    static final Set<String> TYPES = Set.of(DENIED, READ);

    private final MongoOperations mongo;
    private final Clock clock;

    /** @param clock the system's: who read what when is no matter of business time */
    AccessLog(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        mongo.indexOps(COLLECTION)
                .createIndex(new Index("tenantId", Sort.Direction.ASC)
                        .on("at", Sort.Direction.ASC)
                        .on("_id", Sort.Direction.ASC));
    }

    @Override
    public void denied(Map<String, ?> metadata, String what, ErrorCode code) {
        write(metadata, DENIED, what, code.name());
    }

    @Override
    public void personalDataRead(Map<String, ?> metadata, String query) {
        write(metadata, READ, query, null);
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

    /** The entries of a tenant in order; of the question only tenant, type and time are asked. */
    Page list(HistoryQuestion question, @Nullable String cursor, int limit) {
        Criteria filters = Criteria.where("tenantId").is(question.tenantId().value());
        if (question.type() != null) {
            filters = filters.and("type").is(question.type());
        }
        if (question.from() != null || question.to() != null) {
            Criteria at = filters.and("at");
            at = question.from() == null ? at : at.gte(Date.from(question.from()));
            filters = question.to() == null ? at : at.lt(Date.from(question.to()));
        }
        Keyset keyset = new Keyset("at", Direction.ASCENDING, cursor, limit);
        List<Entry> rows = mongo.find(keyset.applyTo(filters), Entry.class, COLLECTION);
        return keyset.page(rows, Entry::shown, row -> new Keyset.Key(row.at(), row.id()), Page::new);
    }

    /** A page of entries; {@code nextCursor} is null on the last one. */
    record Page(List<AuditEvent> items, @Nullable String nextCursor) {}

    private static String text(Map<String, ?> metadata, String key) {
        return metadata.get(key) instanceof String value ? value : "";
    }

    record Entry(
            @Id String id,
            Instant at,
            String type,
            String what,
            @Nullable String code,
            String actor) {

        AuditEvent shown() {
            Map<String, Object> payload = new TreeMap<>(Map.of("what", what));
            if (code != null) {
                payload.put("code", code);
            }
            return new AuditEvent(id, type, "1", at, at, actor, payload);
        }
    }
}
