package dev.cauce.application.messaging;

import java.time.Clock;
import org.axonframework.eventhandling.GenericEventMessage;

/**
 * Stamps events with business time; token claims and dead letters have the system's. Axon keeps one clock for the whole
 * virtual machine, so an application puts back the one that it found: others in the same machine go on with theirs.
 */
final class EventTime implements AutoCloseable {

    private final Clock clock;
    private final Clock before;

    private EventTime(Clock clock, Clock before) {
        this.clock = clock;
        this.before = before;
    }

    static EventTime begin(Clock clock) {
        EventTime begun = new EventTime(clock, GenericEventMessage.clock);
        GenericEventMessage.clock = clock;
        return begun;
    }

    /** Leaves the clock alone where another application, begun later, has set its own. */
    @Override
    public void close() {
        if (GenericEventMessage.clock.equals(clock)) {
            GenericEventMessage.clock = before;
        }
    }
}
