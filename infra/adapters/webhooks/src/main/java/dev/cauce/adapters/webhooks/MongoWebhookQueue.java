package dev.cauce.adapters.webhooks;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import dev.cauce.contracts.webhook.WebhookMessageStatus;
import dev.cauce.platform.webhook.WebhookStore;
import dev.cauce.sagas.webhook.effects.WebhookQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The queue in MongoDB, the same in both topologies. A lane is written after the message that it is for, and removed
 * only where no message came since it was claimed; so no message waits without a lane. Dues are of the business clock,
 * claims of the system's.
 */
public final class MongoWebhookQueue implements WebhookQueue {

    /** Longer than an attempt may take: a claim is extended before each. */
    private static final Duration CLAIM = Duration.ofSeconds(60);

    private static final int ATTEMPTS_KEPT = 20;
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> endpoints;
    private final MongoCollection<Document> messages;
    private final MongoCollection<Document> lanes;
    private final MongoCollection<Document> replays;
    private final Clock businessClock;
    private final Clock systemClock;

    public MongoWebhookQueue(MongoDatabase database, Clock businessClock, Clock systemClock) {
        this.endpoints = database.getCollection(WebhookStore.ENDPOINTS);
        this.messages = database.getCollection(WebhookStore.MESSAGES);
        this.lanes = database.getCollection(WebhookStore.LANES);
        this.replays = database.getCollection(WebhookStore.REPLAYS);
        this.businessClock = businessClock;
        this.systemClock = systemClock;
        endpoints.createIndex(Indexes.ascending("tenantId"));
        messages.createIndex(Indexes.ascending("lane", "status", "position"));
        messages.createIndex(Indexes.ascending("endpoint", "position", "_id"));
        messages.createIndex(Indexes.ascending("endpoint", "status", "position", "_id"));
        messages.createIndex(Indexes.ascending("occurredAt"));
        lanes.createIndex(Indexes.ascending("dueAt"));
        lanes.createIndex(Indexes.ascending("endpoint"));
    }

    @Override
    public List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        endpoints.find().forEach(document -> all.add(endpoint(document)));
        return all;
    }

    @Override
    public Optional<Endpoint> endpoint(String tenantId, String endpointId) {
        return Optional.ofNullable(
                        endpoints.find(eq("_id", key(tenantId, endpointId))).first())
                .map(MongoWebhookQueue::endpoint);
    }

    @Override
    public void registered(Endpoint endpoint, long version) {
        String id = key(endpoint.tenantId(), endpoint.endpointId());
        endpoints.replaceOne(
                eq("_id", id),
                new Document("_id", id)
                        .append("tenantId", endpoint.tenantId())
                        .append("endpointId", endpoint.endpointId())
                        .append("url", endpoint.url())
                        .append("eventTypes", sorted(endpoint.eventTypes()))
                        .append("enabled", true)
                        .append("sealedSecret", endpoint.sealedSecret())
                        .append("version", version),
                new ReplaceOptions().upsert(true));
    }

    @Override
    public void addressed(String tenantId, String endpointId, String url, Set<String> eventTypes, long version) {
        change(tenantId, endpointId, version, set("url", url), set("eventTypes", sorted(eventTypes)));
    }

    @Override
    public void rotated(String tenantId, String endpointId, String sealedSecret, Instant until, long version) {
        endpoint(tenantId, endpointId).ifPresent(known -> {
            // Told again, the one before is still the one before.
            if (!known.sealedSecret().equals(sealedSecret)) {
                change(
                        tenantId,
                        endpointId,
                        version,
                        set("sealedSecret", sealedSecret),
                        set("previousSealedSecret", known.sealedSecret()),
                        set("previousUntil", Date.from(until)));
            }
        });
    }

    @Override
    public void enabled(String tenantId, String endpointId, long version) {
        change(tenantId, endpointId, version, set("enabled", true), unset("disabling"), unset("failingSince"));
    }

    @Override
    public void disabled(String tenantId, String endpointId, String reason, long version) {
        change(tenantId, endpointId, version, set("enabled", false), set("disabling", reason));
        String endpoint = key(tenantId, endpointId);
        messages.updateMany(
                and(eq("endpoint", endpoint), eq("status", WebhookMessageStatus.PENDING.name())),
                combine(set("status", WebhookMessageStatus.DISCARDED.name()), unset("nextAttemptAt")));
        lanes.deleteMany(eq("endpoint", endpoint));
    }

    @Override
    public void stop(String tenantId, String endpointId, String reason) {
        endpoints.updateOne(
                eq("_id", key(tenantId, endpointId)), combine(set("enabled", false), set("disabling", reason)));
    }

    @Override
    public void seen(String tenantId, String endpointId, long version) {
        change(tenantId, endpointId, version);
    }

    private void change(String tenantId, String endpointId, long version, Bson... changes) {
        List<Bson> all = new ArrayList<>(List.of(changes));
        all.add(set("version", version));
        endpoints.updateOne(eq("_id", key(tenantId, endpointId)), combine(all));
    }

    @Override
    public void removed(String tenantId, String endpointId) {
        String endpoint = key(tenantId, endpointId);
        endpoints.deleteOne(eq("_id", endpoint));
        lanes.deleteMany(eq("endpoint", endpoint));
        messages.deleteMany(eq("endpoint", endpoint));
    }

    @Override
    public void failingSince(String tenantId, String endpointId, @Nullable Instant since) {
        endpoints.updateOne(
                eq("_id", key(tenantId, endpointId)),
                since == null ? unset("failingSince") : set("failingSince", Date.from(since)));
    }

    @Override
    public void add(Message message) {
        List<Bson> all = new ArrayList<>(whole(message));
        all.add(setOnInsert("status", WebhookMessageStatus.PENDING.name()));
        all.add(setOnInsert("tries", 0));
        messages.updateOne(eq("_id", message.id()), combine(all), UPSERT);
        open(message.tenantId(), message.endpointId(), message.stream(), false);
    }

    @Override
    public void again(Message message) {
        List<Bson> all = new ArrayList<>(whole(message));
        all.add(set("status", WebhookMessageStatus.PENDING.name()));
        all.add(set("tries", 0));
        messages.updateOne(eq("_id", message.id()), combine(all), UPSERT);
        open(message.tenantId(), message.endpointId(), message.stream(), true);
    }

    @Override
    public boolean again(String tenantId, String endpointId, String messageId) {
        Document known = messages.find(eq("_id", messageId)).first();
        if (known == null || !key(tenantId, endpointId).equals(known.getString("endpoint"))) {
            return false;
        }
        messages.updateOne(
                eq("_id", messageId), combine(set("status", WebhookMessageStatus.PENDING.name()), set("tries", 0)));
        open(tenantId, endpointId, known.getString("stream"), true);
        return true;
    }

    private static List<Bson> whole(Message message) {
        return List.of(
                setOnInsert("tenantId", message.tenantId()),
                setOnInsert("endpointId", message.endpointId()),
                setOnInsert("endpoint", key(message.tenantId(), message.endpointId())),
                setOnInsert("lane", lane(message.tenantId(), message.endpointId(), message.stream())),
                setOnInsert("stream", message.stream()),
                setOnInsert("type", message.type()),
                setOnInsert("position", message.position()),
                setOnInsert("occurredAt", Date.from(message.occurredAt())),
                setOnInsert("payload", message.payload()),
                setOnInsert("attempts", List.of()));
    }

    /**
     * A lane that waits for its next attempt goes on waiting, unless somebody asked. The mark tells whoever has claimed
     * it that something came meanwhile, were it the same message again.
     */
    private void open(String tenantId, String endpointId, String stream, boolean asked) {
        Date now = Date.from(businessClock.instant());
        lanes.updateOne(
                eq("_id", lane(tenantId, endpointId, stream)),
                combine(
                        set("last", UUID.randomUUID().toString()),
                        setOnInsert("tenantId", tenantId),
                        setOnInsert("endpointId", endpointId),
                        setOnInsert("endpoint", key(tenantId, endpointId)),
                        asked ? set("dueAt", now) : setOnInsert("dueAt", now),
                        setOnInsert("claimedUntil", Date.from(Instant.EPOCH))),
                UPSERT);
    }

    @Override
    public Optional<Lane> claim(Set<String> busy) {
        Instant now = systemClock.instant();
        Bson due = and(lte("dueAt", Date.from(businessClock.instant())), lte("claimedUntil", Date.from(now)));
        return Optional.ofNullable(lanes.findOneAndUpdate(
                        busy.isEmpty() ? due : and(due, nin("endpoint", busy)),
                        set("claimedUntil", Date.from(now.plus(CLAIM))),
                        new FindOneAndUpdateOptions().sort(Sorts.ascending("dueAt"))))
                .map(claimed -> new Lane(
                        claimed.getString("_id"),
                        claimed.getString("tenantId"),
                        claimed.getString("endpointId"),
                        claimed.getString("last")));
    }

    @Override
    public void extend(Lane lane) {
        lanes.updateOne(
                eq("_id", lane.id()),
                set("claimedUntil", Date.from(systemClock.instant().plus(CLAIM))));
    }

    @Override
    public List<Message> pending(Lane lane, int limit) {
        List<Message> waiting = new ArrayList<>();
        messages.find(and(eq("lane", lane.id()), eq("status", WebhookMessageStatus.PENDING.name())))
                .sort(Sorts.ascending("position"))
                .limit(limit)
                .forEach(document -> waiting.add(message(document)));
        return waiting;
    }

    @Override
    public void release(Lane lane, Instant dueAt) {
        lanes.updateOne(
                eq("_id", lane.id()),
                combine(set("dueAt", Date.from(dueAt)), set("claimedUntil", Date.from(Instant.EPOCH))));
    }

    @Override
    public void finish(Lane lane) {
        if (lanes.deleteOne(and(eq("_id", lane.id()), eq("last", lane.mark()))).getDeletedCount() == 0) {
            release(lane, businessClock.instant());
        }
    }

    @Override
    public void attempted(
            Message message, Attempt attempt, WebhookMessageStatus status, int tries, @Nullable Instant nextAt) {
        List<Document> attempts = new ArrayList<>();
        List<Attempt> before = message.attempts();
        before.subList(Math.max(0, before.size() - ATTEMPTS_KEPT + 1), before.size())
                .forEach(each -> attempts.add(document(each)));
        attempts.add(document(attempt));
        messages.updateOne(
                eq("_id", message.id()),
                combine(
                        set("status", status.name()),
                        set("tries", tries),
                        set("attempts", attempts),
                        nextAt == null ? unset("nextAttemptAt") : set("nextAttemptAt", Date.from(nextAt))));
    }

    @Override
    public void begin(Replay replay) {
        if (replays.find(eq("_id", replay.id())).first() == null) {
            Document document = new Document("_id", replay.id())
                    .append("tenantId", replay.tenantId())
                    .append("endpointId", replay.endpointId())
                    .append("at", replay.at())
                    .append("until", replay.until());
            Instant since = replay.since();
            if (since != null) {
                document.append("since", Date.from(since));
            }
            replays.replaceOne(eq("_id", replay.id()), document, new ReplaceOptions().upsert(true));
        }
    }

    @Override
    public Optional<Replay> nextReplay() {
        Document next = replays.find().first();
        if (next == null) {
            return Optional.empty();
        }
        Date since = next.getDate("since");
        return Optional.of(new Replay(
                next.getString("_id"),
                next.getString("tenantId"),
                next.getString("endpointId"),
                since == null ? null : since.toInstant(),
                next.getLong("at"),
                next.getLong("until")));
    }

    @Override
    public void goOn(Replay replay, long at) {
        replays.updateOne(eq("_id", replay.id()), set("at", at));
    }

    @Override
    public void end(Replay replay) {
        replays.deleteOne(eq("_id", replay.id()));
    }

    @Override
    public void forgetBefore(Instant time) {
        messages.deleteMany(and(lt("occurredAt", Date.from(time)), ne("status", WebhookMessageStatus.PENDING.name())));
    }

    private static Endpoint endpoint(Document document) {
        return new Endpoint(
                document.getString("tenantId"),
                document.getString("endpointId"),
                document.getString("url"),
                Set.copyOf(document.getList("eventTypes", String.class)),
                document.getBoolean("enabled"),
                document.getString("sealedSecret"),
                document.getString("previousSealedSecret"),
                instant(document, "previousUntil"),
                instant(document, "failingSince"));
    }

    private static Message message(Document document) {
        return new Message(
                document.getString("_id"),
                document.getString("tenantId"),
                document.getString("endpointId"),
                document.getString("stream"),
                document.getString("type"),
                document.getLong("position"),
                document.getDate("occurredAt").toInstant(),
                document.getString("payload"),
                document.getInteger("tries"),
                document.getList("attempts", Document.class).stream()
                        .map(each -> new Attempt(
                                each.getDate("at").toInstant(),
                                each.getInteger("status"),
                                each.getString("failure"),
                                each.getLong("durationMillis"),
                                each.getString("excerpt")))
                        .toList());
    }

    private static Document document(Attempt attempt) {
        return new Document("at", Date.from(attempt.at()))
                .append("status", attempt.status())
                .append("failure", attempt.failure())
                .append("durationMillis", attempt.durationMillis())
                .append("excerpt", attempt.excerpt());
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static List<String> sorted(Set<String> values) {
        return List.copyOf(new TreeSet<>(values));
    }

    private static String key(String tenantId, String endpointId) {
        return tenantId + "/" + endpointId;
    }

    private static String lane(String tenantId, String endpointId, String stream) {
        return key(tenantId, endpointId) + "|" + stream;
    }
}
