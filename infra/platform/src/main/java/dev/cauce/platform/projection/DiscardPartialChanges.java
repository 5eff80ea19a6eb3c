package dev.cauce.platform.projection;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;

/** Passes a handler's failure on, and lets nothing stand of what the handler had asked {@link Views} for. */
public final class DiscardPartialChanges implements ListenerInvocationErrorHandler {

    @Override
    public void onError(Exception failure, EventMessage<?> event, EventMessageHandler handler) throws Exception {
        Views.discard(event);
        throw failure;
    }
}
