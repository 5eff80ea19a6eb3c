package dev.cauce.platform.access;

import org.axonframework.queryhandling.SimpleQueryUpdateEmitter;
import org.axonframework.queryhandling.SubscriptionQueryBackpressure;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.UpdateHandlerRegistration;

/**
 * Lets nobody subscribe to updates who may not ask the question. A bus registers a subscription query for updates
 * before it asks for the first answer, and so before its handler interceptors have seen it.
 */
public final class PermittedUpdates extends SimpleQueryUpdateEmitter {

    private final RequiredPermissions permissions;

    public PermittedUpdates(RequiredPermissions permissions) {
        super(builder());
        this.permissions = permissions;
    }

    @Override
    public <U> UpdateHandlerRegistration<U> registerUpdateHandler(
            SubscriptionQueryMessage<?, ?, ?> query, int updateBufferSize) {
        permissions.require(query);
        return super.registerUpdateHandler(query, updateBufferSize);
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public <U> UpdateHandlerRegistration<U> registerUpdateHandler(
            SubscriptionQueryMessage<?, ?, ?> query, SubscriptionQueryBackpressure backpressure, int updateBufferSize) {
        permissions.require(query);
        return super.registerUpdateHandler(query, backpressure, updateBufferSize);
    }
}
