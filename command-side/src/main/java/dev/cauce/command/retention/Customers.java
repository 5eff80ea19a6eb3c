package dev.cauce.command.retention;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.subscription.SubscriptionEvent;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Accounts and their subscriptions as retention sees them, as fresh as the event store. The streams are read from their
 * first event on, since a snapshot does not tell when what held; a case does so a handful of times.
 */
public final class Customers {

    private final EventStore events;

    public Customers(EventStore events) {
        this.events = events;
    }

    /** When the account was closed. */
    Optional<Instant> closedAt(TenantId tenantId, AccountId accountId) {
        return events.readEvents(StreamId.of("account", tenantId, accountId).value(), 0)
                .asStream()
                .filter(message -> message.getPayload() instanceof AccountClosed)
                .<Instant>map(Customers::effectiveAt)
                .findFirst();
    }

    /** What became of each subscription; of one that never was, nothing. */
    Map<SubscriptionId, SubscriptionTimeline> timelines(TenantId tenantId, Collection<String> subscriptionIds) {
        Map<SubscriptionId, SubscriptionTimeline> timelines =
                new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        for (String id : subscriptionIds) {
            SubscriptionTimeline timeline = new SubscriptionTimeline();
            events.readEvents(StreamId.of("subscription", tenantId, id).value(), 0)
                    .asStream()
                    .forEach(message -> {
                        if (message.getPayload() instanceof SubscriptionEvent event) {
                            timeline.add(event, effectiveAt(message));
                        }
                    });
            timelines.put(new SubscriptionId(id), timeline);
        }
        return timelines;
    }

    private static Instant effectiveAt(DomainEventMessage<?> message) {
        return message.getMetaData().get(MetadataKey.EFFECTIVE_AT) instanceof String at
                ? Instant.parse(at)
                : message.getTimestamp();
    }
}
