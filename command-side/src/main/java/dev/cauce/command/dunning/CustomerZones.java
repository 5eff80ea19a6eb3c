package dev.cauce.command.dunning;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Which time it is at a customer's. */
public final class CustomerZones {

    private final EventStore events;

    public CustomerZones(EventStore events) {
        this.events = events;
    }

    /** The zone that the account was registered with; universal time where there is no such account. */
    public ZoneId of(TenantId tenantId, AccountId accountId) {
        // From the first event on: a snapshot of the account does not tell its zone.
        DomainEventStream history =
                events.readEvents(StreamId.of("account", tenantId, accountId).value(), 0);
        return history.hasNext() && history.next().getPayload() instanceof AccountRegistered registered
                ? ZoneId.of(registered.timeZone())
                : ZoneOffset.UTC;
    }
}
