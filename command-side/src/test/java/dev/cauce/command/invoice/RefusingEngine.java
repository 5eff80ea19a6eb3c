package dev.cauce.command.invoice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/** Events in memory that keeps the promise of a store: a place in a stream is taken once, and an append is whole. */
final class RefusingEngine extends InMemoryEventStorageEngine {

    private final Set<String> taken = new HashSet<>();
    private boolean losing;

    /** The next append loses a race, whatever it is. */
    synchronized void loseNext() {
        losing = true;
    }

    @Override
    public synchronized void appendEvents(List<? extends EventMessage<?>> events) {
        if (losing) {
            losing = false;
            throw new ConcurrencyException("Another append came first.");
        }
        List<String> places = events.stream()
                .map(event -> (DomainEventMessage<?>) event)
                .map(event -> event.getAggregateIdentifier() + "#" + event.getSequenceNumber())
                .toList();
        if (places.stream().anyMatch(taken::contains)) {
            throw new ConcurrencyException("That place is taken.");
        }
        taken.addAll(places);
        super.appendEvents(events);
    }
}
