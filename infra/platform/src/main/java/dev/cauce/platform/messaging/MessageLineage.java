package dev.cauce.platform.messaging;

import static dev.cauce.contracts.metadata.MetadataKey.*;

import dev.cauce.contracts.access.Role;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Hands the metadata of DESIGN.md on: from a command to the events that it causes, and from an event or a deadline to
 * the commands that a process sends because of it. A process acts as itself, on behalf of whoever caused the event.
 */
public final class MessageLineage implements CorrelationDataProvider {

    /** The actor of sagas, effect handlers and deadlines. */
    public static final String PROCESS_ACTOR = "process@cauce";

    private final Clock businessClock;

    public MessageLineage(Clock businessClock) {
        this.businessClock = businessClock;
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        MetaData from = message.getMetaData();
        Map<String, Object> to = new HashMap<>();
        copy(from, to, TENANT_ID);
        to.put(CORRELATION_ID, text(from, CORRELATION_ID, message.getIdentifier()));
        to.put(CAUSATION_ID, message.getIdentifier());
        if (message instanceof CommandMessage<?>) {
            copy(from, to, ACTOR);
            to.put(ON_BEHALF_OF, text(from, ON_BEHALF_OF, ""));
            to.put(IDEMPOTENCY_KEY, text(from, IDEMPOTENCY_KEY, ""));
            to.put(COMMAND_ID, message.getIdentifier());
            to.put(
                    EFFECTIVE_AT,
                    text(from, EFFECTIVE_AT, businessClock.instant().toString()));
        } else if (message instanceof EventMessage<?>) {
            to.put(ACTOR, PROCESS_ACTOR);
            to.put(ON_BEHALF_OF, behalf(from));
            to.put(ROLES, Role.PROCESS.name());
        }
        return to;
    }

    private static String behalf(MetaData from) {
        String actor = text(from, ACTOR, "");
        return actor.equals(PROCESS_ACTOR) ? text(from, ON_BEHALF_OF, "") : actor;
    }

    private static void copy(MetaData from, Map<String, Object> to, String key) {
        Object value = from.get(key);
        if (value != null) {
            to.put(key, value);
        }
    }

    private static String text(MetaData from, String key, String otherwise) {
        return from.get(key) instanceof String value ? value : otherwise;
    }
}
