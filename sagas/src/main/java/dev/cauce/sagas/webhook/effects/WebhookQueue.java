package dev.cauce.sagas.webhook.effects;

import dev.cauce.contracts.webhook.WebhookMessageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, and the log of what was; durable, and every write may be repeated. */
public interface WebhookQueue {

    /** An endpoint; {@code url} and the rest as its latest event says. */
    record Endpoint(
            String tenantId,
            String endpointId,
            String url,
            Set<String> eventTypes,
            boolean enabled,
            String sealedSecret,
            @Nullable String previousSealedSecret,
            @Nullable Instant previousUntil,
            @Nullable Instant failingSince) {}

    /**
     * A message to an endpoint.
     *
     * @param id the same however often the same event is told to the same endpoint
     * @param stream the stream of its event: messages of one go out in the order of {@code position}
     * @param tries attempts since it was queued, or queued again
     */
    record Message(
            String id,
            String tenantId,
            String endpointId,
            String stream,
            String type,
            long position,
            Instant occurredAt,
            String payload,
            int tries,
            List<Attempt> attempts) {}

    /** An attempt. */
    record Attempt(
            Instant at,
            @Nullable Integer status,
            @Nullable String failure,
            long durationMillis,
            @Nullable String excerpt) {}

    /** What waits of one stream for one endpoint, claimed by whoever holds this; the mark changes when more comes. */
    record Lane(String id, String tenantId, String endpointId, String mark) {}

    /** A replay that is under way; {@code at} is where reading goes on, and {@code until} the last position of it. */
    record Replay(
            String id,
            String tenantId,
            String endpointId,
            @Nullable Instant since,
            long at,
            long until) {}

    List<Endpoint> endpoints();

    Optional<Endpoint> endpoint(String tenantId, String endpointId);

    void registered(Endpoint endpoint, long version);

    void addressed(String tenantId, String endpointId, String url, Set<String> eventTypes, long version);

    /** Another secret; the one that it replaces is kept, once, however often this is told. */
    void rotated(String tenantId, String endpointId, String sealedSecret, Instant previousUntil, long version);

    void enabled(String tenantId, String endpointId, long version);

    /** Disabled: what waits is discarded. */
    void disabled(String tenantId, String endpointId, String reason, long version);

    /** Sends it nothing from now on; its event, which discards what waits, follows. */
    void stop(String tenantId, String endpointId, String reason);

    /** Seen at this version, with nothing else changed. */
    void seen(String tenantId, String endpointId, long version);

    /** Removed, with its log. */
    void removed(String tenantId, String endpointId);

    /** Since when nothing was taken; null once something was. */
    void failingSince(String tenantId, String endpointId, @Nullable Instant since);

    /** Queues a message that is not there; one that is stays as it is. */
    void add(Message message);

    /** Queues a message whether it is there or not. */
    void again(Message message);

    /** Queues a message of the log again; false where there is none. */
    boolean again(String tenantId, String endpointId, String messageId);

    /** Claims what is due, the longest due first, but of no endpoint in {@code busy} ({@code tenant/endpoint}). */
    Optional<Lane> claim(Set<String> busy);

    /** Keeps a claim while it is worked on. */
    void extend(Lane lane);

    /** The messages of the lane that wait, in order. */
    List<Message> pending(Lane lane, int limit);

    /** Gives a claim back; it is due at that time. */
    void release(Lane lane, Instant dueAt);

    /** Ends a lane of which nothing waits; one that got a message meanwhile is due at once. */
    void finish(Lane lane);

    /** What became of an attempt. */
    void attempted(Message message, Attempt attempt, WebhookMessageStatus status, int tries, @Nullable Instant nextAt);

    void begin(Replay replay);

    Optional<Replay> nextReplay();

    void goOn(Replay replay, long at);

    void end(Replay replay);

    /** Forgets messages that no longer wait and whose event is older. */
    void forgetBefore(Instant time);
}
