package dev.cauce.sagas.renewal;

import dev.cauce.contracts.message.TenantScoped;
import dev.cauce.contracts.subscription.SubscriptionEvent;
import dev.cauce.contracts.subscription.SubscriptionId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.saga.AssociationResolver;

/** Associates by tenant and subscription together: two tenants may use the same subscription id. */
public class SubscriptionAssociation implements AssociationResolver {

    private static final Map<Class<?>, Method> ACCESSORS = new ConcurrentHashMap<>();

    @Override
    public <T> void validate(String associationProperty, MessageHandlingMember<T> handler) {
        accessor(handler.payloadType());
    }

    @Override
    public <T> Object resolve(String associationProperty, EventMessage<?> message, MessageHandlingMember<T> handler) {
        Object event = message.getPayload();
        try {
            return ((TenantScoped) event).tenantId()
                    + "/"
                    + accessor(event.getClass()).invoke(event);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("An accessor of a public record cannot fail.", impossible);
        }
    }

    private static Method accessor(Class<?> event) {
        return ACCESSORS.computeIfAbsent(event, type -> {
            try {
                Method accessor = type.getMethod("subscriptionId");
                if (accessor.getReturnType() != SubscriptionId.class
                        || !SubscriptionEvent.class.isAssignableFrom(type)) {
                    throw new IllegalArgumentException(type + " is no event of a subscription.");
                }
                return accessor;
            } catch (NoSuchMethodException missing) {
                throw new IllegalArgumentException(type + " names no subscription.", missing);
            }
        });
    }
}
