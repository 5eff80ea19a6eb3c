package dev.cauce.sagas.webhook.effects;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.webhook.WebhookEndpointChanged;
import dev.cauce.contracts.webhook.WebhookEndpointDisabled;
import dev.cauce.contracts.webhook.WebhookEndpointEnabled;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.contracts.webhook.WebhookEndpointRegistered;
import dev.cauce.contracts.webhook.WebhookEndpointRemoved;
import dev.cauce.contracts.webhook.WebhookEvent;
import dev.cauce.contracts.webhook.WebhookEventTypes;
import dev.cauce.contracts.webhook.WebhookReplayRequested;
import dev.cauce.contracts.webhook.WebhookSecretRotated;
import dev.cauce.contracts.webhook.WebhookTestRequested;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Endpoint;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Queues a message for each endpoint that subscribes to an event, and follows the endpoints themselves, in one group
 * and one segment: so an endpoint is told of all that is recorded after it, and of nothing before. The payload of an
 * event that nobody subscribes to is never read.
 */
@ProcessingGroup(WebhookEvents.GROUP)
@DisallowReplay
public final class WebhookEvents {

    /** The processing group; an effect, never reset. */
    public static final String GROUP = "webhooks";

    private static final long NOTHING_YET = Long.MIN_VALUE;

    private final WebhookQueue queue;
    private final Map<String, List<Endpoint>> endpoints = new HashMap<>();
    private long last = NOTHING_YET;

    public WebhookEvents(WebhookQueue queue) {
        this.queue = queue;
    }

    @EventHandler
    synchronized void on(EventMessage<?> message, TrackingToken token) {
        long position = token.position().orElse(0);
        if (position != last + 1 || last == NOTHING_YET) {
            // Somebody else may have followed the endpoints in between.
            reload();
        }
        if (WebhookEvent.class.isAssignableFrom(message.getPayloadType())) {
            follow((WebhookEvent) message.getPayload(), message, position);
            reload();
        }
        String type = WebhookEventTypes.of(message.getPayloadType());
        if (type != null && message instanceof DomainEventMessage<?> event) {
            for (Endpoint endpoint : endpoints.getOrDefault(tenant(event), List.of())) {
                if (endpoint.enabled() && WebhookEventTypes.anyChooses(endpoint.eventTypes(), type)) {
                    queue.add(message(endpoint.tenantId(), endpoint.endpointId(), type, event, position));
                }
            }
        }
        last = position;
    }

    private void reload() {
        endpoints.clear();
        for (Endpoint endpoint : queue.endpoints()) {
            endpoints
                    .computeIfAbsent(endpoint.tenantId(), tenant -> new java.util.ArrayList<>())
                    .add(endpoint);
        }
    }

    private void follow(WebhookEvent event, EventMessage<?> message, long position) {
        String tenant = event.tenantId().value();
        long version = message instanceof DomainEventMessage<?> domain ? domain.getSequenceNumber() : 0;
        switch (event) {
            case WebhookEndpointRegistered made ->
                queue.registered(
                        new Endpoint(
                                tenant,
                                made.endpointId().value(),
                                made.url(),
                                made.eventTypes(),
                                true,
                                made.sealedSecret(),
                                null,
                                null,
                                null),
                        version);
            case WebhookEndpointChanged changed ->
                queue.addressed(tenant, id(changed.endpointId()), changed.url(), changed.eventTypes(), version);
            case WebhookSecretRotated rotated ->
                queue.rotated(
                        tenant, id(rotated.endpointId()), rotated.sealedSecret(), rotated.previousUntil(), version);
            case WebhookEndpointDisabled disabled ->
                queue.disabled(
                        tenant, id(disabled.endpointId()), disabled.reason().name(), version);
            case WebhookEndpointEnabled enabled -> queue.enabled(tenant, id(enabled.endpointId()), version);
            case WebhookEndpointRemoved removed -> queue.removed(tenant, id(removed.endpointId()));
            case WebhookTestRequested test -> {
                queue.seen(tenant, id(test.endpointId()), version);
                if (message instanceof DomainEventMessage<?> domain) {
                    queue.add(message(tenant, id(test.endpointId()), WebhookEventTypes.TEST, domain, position));
                }
            }
            case WebhookReplayRequested replay -> {
                queue.seen(tenant, id(replay.endpointId()), version);
                replay(replay, message.getIdentifier(), position);
            }
        }
    }

    private void replay(WebhookReplayRequested event, String replayId, long position) {
        String tenant = event.tenantId().value();
        String endpoint = id(event.endpointId());
        String messageId = event.messageId();
        Long from = event.fromPosition();
        if (messageId != null) {
            queue.again(tenant, endpoint, messageId);
        } else {
            queue.begin(new WebhookQueue.Replay(
                    replayId,
                    tenant,
                    endpoint,
                    event.since(),
                    from == null ? EventHistory.START : from - 1,
                    position - 1));
        }
    }

    /** A message; null where the event stays inside. */
    static @Nullable Message message(Endpoint endpoint, EventMessage<?> event, long position) {
        String type = WebhookEventTypes.of(event.getPayloadType());
        return type != null
                        && event instanceof DomainEventMessage<?> domain
                        && WebhookEventTypes.anyChooses(endpoint.eventTypes(), type)
                ? message(endpoint.tenantId(), endpoint.endpointId(), type, domain, position)
                : null;
    }

    private static Message message(
            String tenantId, String endpointId, String type, DomainEventMessage<?> event, long position) {
        return new Message(
                PublicForm.messageId(tenantId, endpointId, event.getIdentifier()),
                tenantId,
                endpointId,
                event.getAggregateIdentifier(),
                type,
                position,
                event.getTimestamp(),
                PublicForm.of(type, event.getTimestamp(), event.getPayload()),
                0,
                List.of());
    }

    /** A stream is its tenant's, whoever wrote to it. */
    private static String tenant(DomainEventMessage<?> event) {
        String stream = event.getAggregateIdentifier();
        return new TenantId(stream.substring(0, Math.max(0, stream.indexOf('/')))).value();
    }

    private static String id(WebhookEndpointId endpointId) {
        return endpointId.value();
    }
}
