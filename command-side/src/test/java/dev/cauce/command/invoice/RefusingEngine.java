package dev.cauce.command.invoice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Events in memory that keep the promises of a store: appends are written whole, in the order in which they came into
 * line, and none takes a place that is taken or leaves one out.
 */
final class RefusingEngine extends InMemoryEventStorageEngine {

    private final boolean telling;
    private final Map<String, Long> last = new HashMap<>();
    private long tickets;
    private long written;
    private int losing;
    private boolean held;

    /** @param telling whether it tells that an append is in line before it is written, as the embedded store does */
    RefusingEngine(boolean telling) {
        this.telling = telling;
    }

    /** Of the next appends this many lose a race, whatever they are. */
    synchronized void lose(int appends) {
        losing = appends;
    }

    /** Writes nothing until {@link #release}; what comes stands in line. */
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    /** Waits until so many appends more have come into line than were written. */
    synchronized void awaitInLine(int appends) throws InterruptedException {
        while (tickets - written < appends) {
            wait();
        }
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        long ticket = ticket();
        if (telling) {
            CurrentUnitOfWork.ifStarted(unit -> {
                if (unit.root().resources().get("cauce.onAppendQueued") instanceof Runnable waiting) {
                    waiting.run();
                }
            });
        }
        write(events, ticket);
    }

    /** Of what was written: in the engine above it is to be seen a moment later, when the unit of work commits. */
    @Override
    public synchronized Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return Optional.ofNullable(last.get(aggregateIdentifier));
    }

    private synchronized long ticket() {
        notifyAll();
        return tickets++;
    }

    private synchronized void write(List<? extends EventMessage<?>> events, long ticket) {
        try {
            while (held || written != ticket) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in line.", interrupted);
        }
        written++;
        notifyAll();
        if (losing > 0) {
            losing--;
            throw new ConcurrencyException("Another append came first.");
        }
        Map<String, Long> after = new HashMap<>();
        for (EventMessage<?> each : events) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) each;
            String stream = event.getAggregateIdentifier();
            Long before = after.getOrDefault(stream, last.get(stream));
            if (before != null && event.getSequenceNumber() != before + 1) {
                throw new ConcurrencyException("That place is taken, or one is left out.");
            }
            after.put(stream, event.getSequenceNumber());
        }
        last.putAll(after);
        super.appendEvents(events);
    }
}
