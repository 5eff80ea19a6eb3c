package dev.cauce.application.messaging;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Sends what goes over a local bus through its serialised form, as a bus between processes does, so that both
 * topologies behave alike: what does not survive it fails in the embedded one too.
 */
final class SerializedMessages {

    private final Serializer serializer;

    SerializedMessages(Serializer serializer) {
        this.serializer = serializer;
    }

    MessageDispatchInterceptor<CommandMessage<?>> commands() {
        return messages -> (index, message) -> new GenericCommandMessage<>(
                new GenericMessage<>(message.getIdentifier(), copy(message.getPayload()), message.getMetaData()),
                message.getCommandName());
    }

    MessageDispatchInterceptor<QueryMessage<?, ?>> queries() {
        return messages -> (index, message) -> copied(message);
    }

    private QueryMessage<?, ?> copied(QueryMessage<?, ?> message) {
        GenericMessage<Object> copy =
                new GenericMessage<>(message.getIdentifier(), copy(message.getPayload()), message.getMetaData());
        return message instanceof SubscriptionQueryMessage<?, ?, ?> subscription
                ? new GenericSubscriptionQueryMessage<>(
                        copy, message.getQueryName(), message.getResponseType(), subscription.getUpdateResponseType())
                : new GenericQueryMessage<>(copy, message.getQueryName(), message.getResponseType());
    }

    private Object copy(Object payload) {
        SerializedObject<byte[]> bytes = serializer.serialize(payload, byte[].class);
        return serializer.deserialize(bytes);
    }
}
