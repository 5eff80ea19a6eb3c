package dev.cauce.platform.messaging;

import dev.cauce.contracts.metadata.MetadataKey;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** The last gate before the store: an event without all of its metadata is a defect and is not appended. */
public final class CompleteMetadata implements MessageDispatchInterceptor<EventMessage<?>> {

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> messages) {
        return (index, event) -> {
            for (String key : MetadataKey.ON_EVERY_EVENT) {
                Object value = event.getMetaData().get(key);
                if (!(value instanceof String text) || (text.isEmpty() && !MetadataKey.MAY_BE_EMPTY.contains(key))) {
                    throw new IllegalStateException(
                            "Event " + event.getPayloadType().getSimpleName() + " lacks the metadata " + key + ".");
                }
            }
            return event;
        };
    }
}
