package dev.cauce.application.messaging;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Sends what goes over a local bus through its serialised form, there and back, as a bus between processes does, so
 * that both topologies behave alike: what does not survive it fails in the embedded one too. An answer that does not
 * fails before anything is stored; behind the bus it would be too late.
 */
final class SerializedMessages {

    private final Serializer serializer;

    SerializedMessages(Serializer serializer) {
        this.serializer = serializer;
    }

    MessageDispatchInterceptor<CommandMessage<?>> commands() {
        return messages ->
                (index, message) -> new GenericCommandMessage<>(copied((Message<?>) message), message.getCommandName());
    }

    MessageDispatchInterceptor<QueryMessage<?, ?>> queries() {
        return messages -> (index, message) -> copied(message);
    }

    MessageDispatchInterceptor<SubscriptionQueryUpdateMessage<?>> updates() {
        return messages -> (index, message) -> copied(message);
    }

    MessageHandlerInterceptor<Message<?>> answers() {
        return (unitOfWork, chain) -> {
            Object answer = chain.proceed();
            return answer == null ? null : copy(answer);
        };
    }

    private <U> SubscriptionQueryUpdateMessage<U> copied(SubscriptionQueryUpdateMessage<U> message) {
        return new GenericSubscriptionQueryUpdateMessage<>(
                message.getPayloadType(),
                message.getPayloadType().cast(copy(message.getPayload())),
                texts(message.getMetaData()));
    }

    private QueryMessage<?, ?> copied(QueryMessage<?, ?> message) {
        GenericMessage<Object> copy = copied((Message<?>) message);
        return message instanceof SubscriptionQueryMessage<?, ?, ?> subscription
                ? new GenericSubscriptionQueryMessage<>(
                        copy, message.getQueryName(), message.getResponseType(), subscription.getUpdateResponseType())
                : new GenericQueryMessage<>(copy, message.getQueryName(), message.getResponseType());
    }

    private GenericMessage<Object> copied(Message<?> message) {
        return new GenericMessage<>(message.getIdentifier(), copy(message.getPayload()), texts(message.getMetaData()));
    }

    /** Of anything else the type would be another one when it arrives. */
    private static MetaData texts(MetaData metadata) {
        metadata.forEach((key, value) -> {
            if (!(value instanceof String)) {
                throw new SerializationException("Metadata '" + key + "' is no text, and only texts cross a bus.");
            }
        });
        return metadata;
    }

    private Object copy(Object payload) {
        SerializedObject<byte[]> bytes = serializer.serialize(payload, byte[].class);
        return serializer.deserialize(bytes);
    }
}
