package dev.cauce.application.live;

import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.platform.messaging.SafeFailure;
import dev.cauce.platform.projection.ViewChanges;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.GenericSubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells watchers of a tenant what a committed batch wrote of theirs. It never holds the batch up: it hands each update
 * to bounded queues, and where it cannot read what was written it ends the streams, which then resume where they were.
 */
final class LiveUpdates implements ViewChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

    private final Map<String, LiveView<?, ?, ?>> views;
    private final QueryUpdateEmitter emitter;
    private final ToLongFunction<String> positionOf;

    /** @param positionOf the position up to which the projection of this name has told of every event */
    LiveUpdates(List<LiveView<?, ?, ?>> views, QueryBus queryBus, ToLongFunction<String> positionOf) {
        this.views = views.stream().collect(Collectors.toMap(LiveView::projection, view -> view));
        this.emitter = queryBus.queryUpdateEmitter();
        this.positionOf = positionOf;
    }

    @Override
    public void changed(String view, Set<String> documentIds) {
        LiveView<?, ?, ?> live = views.get(view);
        if (live == null) {
            return;
        }
        Set<String> watching = watchingTenants(live);
        if (watching.isEmpty()) {
            return;
        }
        Map<String, List<String>> byTenant = documentIds.stream()
                .collect(Collectors.groupingBy(id -> id.substring(0, Math.max(id.indexOf('/'), 0))));
        byTenant.keySet().retainAll(watching);
        byTenant.forEach((tenant, ids) -> emit(live, tenant, ids));
    }

    private Set<String> watchingTenants(LiveView<?, ?, ?> live) {
        Set<String> tenants = new TreeSet<>();
        emitter.activeSubscriptions().forEach(subscription -> {
            if (live.query().isInstance(subscription.getPayload())
                    && subscription.getPayload() instanceof Query<?> query) {
                tenants.add(query.tenantId().value());
            }
        });
        return tenants;
    }

    private <Q extends Query<P>, P, V> void emit(LiveView<Q, P, V> live, String tenant, Collection<String> ids) {
        try {
            Map<String, String> at =
                    Map.of(MetadataKey.POSITION, Long.toString(positionOf.applyAsLong(live.projection())));
            for (V item : live.changed().apply(ids)) {
                emitter.emit(
                        live.query(),
                        query -> query.tenantId().value().equals(tenant),
                        new GenericSubscriptionQueryUpdateMessage<>(live.item(), item, at));
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("Live streams of {} end, since it cannot be read: {}", live.event(), SafeFailure.of(unreadable));
            emitter.complete(live.query(), query -> query.tenantId().value().equals(tenant));
        }
    }
}
