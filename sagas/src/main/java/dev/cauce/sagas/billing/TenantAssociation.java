package dev.cauce.sagas.billing;

import dev.cauce.contracts.message.TenantScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.saga.AssociationResolver;

/** Associates by tenant and the id that the property names, such as {@code invoiceId}: two tenants may use the same. */
public class TenantAssociation implements AssociationResolver {

    private record Property(Class<?> event, String name) {}

    private static final Map<Property, Method> ACCESSORS = new ConcurrentHashMap<>();

    @Override
    public <T> void validate(String associationProperty, MessageHandlingMember<T> handler) {
        accessor(handler.payloadType(), associationProperty);
    }

    @Override
    public <T> Object resolve(String associationProperty, EventMessage<?> message, MessageHandlingMember<T> handler) {
        Object event = message.getPayload();
        try {
            Object id = accessor(event.getClass(), associationProperty).invoke(event);
            return ((TenantScoped) event).tenantId() + "/" + id;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("An accessor of a public record cannot fail.", impossible);
        }
    }

    private static Method accessor(Class<?> event, String property) {
        return ACCESSORS.computeIfAbsent(new Property(event, property), asked -> {
            try {
                if (!TenantScoped.class.isAssignableFrom(asked.event())) {
                    throw new IllegalArgumentException(asked.event() + " is of no tenant.");
                }
                return asked.event().getMethod(asked.name());
            } catch (NoSuchMethodException missing) {
                throw new IllegalArgumentException(asked.event() + " has no " + asked.name() + ".", missing);
            }
        });
    }
}
