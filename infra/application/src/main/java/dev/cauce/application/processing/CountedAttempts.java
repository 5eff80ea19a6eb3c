package dev.cauce.application.processing;

import dev.cauce.platform.messaging.FirstFew;
import dev.cauce.platform.messaging.SafeFailure;
import java.time.Duration;
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
 *
 * <p>A fault of a handler may meet each of ten thousand events, and each of them at every attempt. The log has the
 * first few of a kind of event and a failure, and how many more there were; the letters have them all.
 */
public final class CountedAttempts implements EnqueuePolicy<EventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(CountedAttempts.class);
    private static final String ATTEMPTS = "attempts";
    private static final int FIRST = 3;

    private final FirstFew lines = new FirstFew(FIRST, Duration.ofMinutes(1), System::nanoTime);

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        String attempts = Integer.toString(of(letter) + 1);
        String failure = SafeFailure.of(cause);
        say(letter.message(), attempts, failure);
        return Decisions.requeue(
                new HandlingFailed(failure), kept -> kept.diagnostics().and(ATTEMPTS, attempts));
    }

    private void say(EventMessage<?> event, String attempts, String failure) {
        String type = event.getPayloadType().getSimpleName();
        FirstFew.Verdict verdict = lines.next(type + " " + failure);
        if (verdict.leftOut() > 0) {
            LOG.warn("{} more attempts at {} failed: {}", verdict.leftOut(), type, failure);
        }
        if (verdict.said()) {
            LOG.warn("Event {} ({}) was not handled, attempt {}: {}", event.getIdentifier(), type, attempts, failure);
        }
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
