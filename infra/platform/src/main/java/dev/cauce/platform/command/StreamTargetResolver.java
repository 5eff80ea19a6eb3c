package dev.cauce.platform.command;

import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.metadata.MetadataKey;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** A command goes to the stream it names; with {@code If-Match} it also names the version it expects there. */
public final class StreamTargetResolver implements CommandTargetResolver, RoutingStrategy {

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Object version = command.getMetaData().get(MetadataKey.EXPECTED_VERSION);
        return new VersionedAggregateIdentifier(
                (Object) getRoutingKey(command), version instanceof String text ? Long.valueOf(text) : null);
    }

    @Override
    public String getRoutingKey(CommandMessage<?> command) {
        return ((Command) command.getPayload()).streamId().value();
    }
}
