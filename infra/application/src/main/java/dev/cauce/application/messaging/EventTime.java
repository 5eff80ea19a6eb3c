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

    EventTime(Clock clock) {
        this.clock = clock;
        this.before = GenericEventMessage.clock;
        GenericEventMessage.clock = clock;
    }

    /** Leaves the clock alone where another application, begun later, has set its own. */
    @Override
    public void close() {
        if (GenericEventMessage.clock == clock) {
            GenericEventMessage.clock = before;
        }
    }
}
