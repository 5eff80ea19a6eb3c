package dev.cauce.application;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What no client may do and the processes of the application do, and what has happened already. */
public final class Processes {

    private final CommandBus commands;
    private final EventStore events;

    public Processes(RunningApplication application) {
        this.commands = application.bean(CommandBus.class);
        this.events = application.bean(EventStore.class);
    }

    /** Sends a command as a process does. */
    public void send(Command command) {
        FutureCallback<Command, Object> answer = new FutureCallback<>();
        Map<String, String> metadata = new HashMap<>();
        metadata.put(MetadataKey.TENANT_ID, command.tenantId().value());
        metadata.put(MetadataKey.ACTOR, "process@cauce");
        metadata.put(MetadataKey.ROLES, Role.PROCESS.name());
        commands.dispatch(new GenericCommandMessage<>(command, metadata), answer);
        CommandResultMessage<?> result = answer.getResult(20, TimeUnit.SECONDS);
        if (result.isExceptional()) {
            throw new AssertionError(command.getClass().getSimpleName() + " was turned down", result.exceptionResult());
        }
    }

    /** Appends to a stream what its aggregate would have. */
    public void happened(StreamId stream, Event... happened) {
        long sequence = events.lastSequenceNumberFor(stream.value()).orElse(-1L);
        for (Event event : happened) {
            Map<String, String> metadata = new HashMap<>();
            MetadataKey.ON_EVERY_EVENT.forEach(key -> metadata.put(key, "test"));
            metadata.put(MetadataKey.TENANT_ID, event.tenantId().value());
            metadata.put(MetadataKey.ACTOR, "process@cauce");
            metadata.put(MetadataKey.ON_BEHALF_OF, "");
            metadata.put(MetadataKey.IDEMPOTENCY_KEY, "");
            metadata.put(MetadataKey.EFFECTIVE_AT, Instant.now().toString());
            events.publish(
                    new GenericDomainEventMessage<>("Test", stream.value(), ++sequence, event).andMetaData(metadata));
        }
    }
}
