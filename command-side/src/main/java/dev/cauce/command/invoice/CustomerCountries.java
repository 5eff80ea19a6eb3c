package dev.cauce.command.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Where a customer is taxed: the country it registered with, which its account's first event says. */
public final class CustomerCountries {

    private final EventStore events;

    public CustomerCountries(EventStore events) {
        this.events = events;
    }

    /** ISO 3166-1 alpha-2, or empty where the customer named none. */
    public Optional<String> of(TenantId tenantId, AccountId accountId) {
        // From the first event on, past any snapshot.
        DomainEventStream history =
                events.readEvents(StreamId.of("account", tenantId, accountId).value(), 0);
        return history.hasNext() && history.next().getPayload() instanceof AccountRegistered registered
                ? Optional.ofNullable(registered.country())
                : Optional.empty();
    }
}
