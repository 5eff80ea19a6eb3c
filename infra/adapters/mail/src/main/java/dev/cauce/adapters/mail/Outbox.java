package dev.cauce.adapters.mail;

import dev.cauce.contracts.message.Direction;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.sagas.onboarding.effects.MailPort;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** The embedded default: keeps every mail where a developer can read it, and sends none. */
public final class Outbox implements MailPort {

    /** The collection; no replay touches it, an erasure does. */
    public static final String COLLECTION = "outbox";

    private final MongoOperations mongo;
    private final Clock clock;

    public Outbox(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        mongo.indexOps(COLLECTION)
                .createIndex(new Index("tenantId", Sort.Direction.ASC)
                        .on("sentAt", Sort.Direction.ASC)
                        .on("_id", Sort.Direction.ASC));
        mongo.indexOps(COLLECTION).createIndex(new Index("dataSubject", Sort.Direction.ASC));
    }

    @Override
    public void send(Mail mail) {
        // A mail that is handed over again replaces itself.
        mongo.save(
                new Kept(
                        mail.tenantId() + "/" + mail.id(),
                        mail.id(),
                        mail.tenantId(),
                        mail.dataSubject(),
                        mail.to(),
                        mail.subject(),
                        mail.body(),
                        clock.instant()),
                COLLECTION);
    }

    /** The mails of a tenant, newest first. */
    public Page list(String tenantId, @Nullable String to, @Nullable String cursor, int limit) {
        Criteria filters = Criteria.where("tenantId").is(tenantId);
        if (to != null) {
            filters = filters.and("to").is(to);
        }
        Keyset keyset = new Keyset("sentAt", Direction.DESCENDING, cursor, limit);
        List<Kept> rows = mongo.find(keyset.applyTo(filters), Kept.class, COLLECTION);
        return keyset.page(rows, kept -> kept, kept -> new Keyset.Key(kept.sentAt(), kept.id()), Page::new);
    }

    /** Removes the mails to an erased person. */
    public void forget(String dataSubject) {
        mongo.remove(new Query(Criteria.where("dataSubject").is(dataSubject)), COLLECTION);
    }

    /** A page of kept mails. */
    public record Page(List<Kept> items, @Nullable String nextCursor) {}

    /** A kept mail. */
    public record Kept(
            @Id String id,
            String mailId,
            String tenantId,
            String dataSubject,
            String to,
            String subject,
            String body,
            Instant sentAt) {}
}
