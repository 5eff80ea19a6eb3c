package dev.cauce.application.processing;

import dev.cauce.platform.messaging.SafeFailure;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an event that could not be handled, counts how often it was tried, and keeps of the failure only what can hold
 * no personal data.
 */
public final class CountedAttempts implements EnqueuePolicy<EventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(CountedAttempts.class);
    private static final String ATTEMPTS = "attempts";

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        String attempts = Integer.toString(of(letter) + 1);
        String failure = SafeFailure.of(cause);
        LOG.warn(
                "Event {} ({}) was not handled, attempt {}: {}",
                letter.message().getIdentifier(),
                letter.message().getPayloadType().getSimpleName(),
                attempts,
                failure);
        return Decisions.requeue(
                new HandlingFailed(failure), kept -> kept.diagnostics().and(ATTEMPTS, attempts));
    }

    /** How often it was tried. */
    public static int of(DeadLetter<?> letter) {
        return letter.diagnostics().get(ATTEMPTS) instanceof String attempts ? Integer.parseInt(attempts) : 0;
    }

    /** Stands for the failure: what it was, without its message. */
    static final class HandlingFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HandlingFailed(String what) {
            super(what, null, false, false);
        }
    }
}
