package dev.cauce.sagas.payment;

import dev.cauce.contracts.message.TenantScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.saga.AssociationResolver;

/** Associates by tenant and ids together: two tenants may use the same ids. */
public abstract class TenantAssociation implements AssociationResolver {

    private final List<String> ids;
    private final Map<Class<?>, List<Method>> accessors = new ConcurrentHashMap<>();

    /** @param ids names of the components that events are told apart by */
    protected TenantAssociation(String... ids) {
        this.ids = List.of(ids);
    }

    @Override
    public <T> void validate(String associationProperty, MessageHandlingMember<T> handler) {
        accessors(handler.payloadType());
    }

    @Override
    public <T> Object resolve(String associationProperty, EventMessage<?> message, MessageHandlingMember<T> handler) {
        Object event = message.getPayload();
        return accessors(event.getClass()).stream()
                .map(accessor -> "/" + valueOf(accessor, event))
                .collect(
                        Collectors.joining("", ((TenantScoped) event).tenantId().value(), ""));
    }

    private static Object valueOf(Method accessor, Object event) {
        try {
            return accessor.invoke(event);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("An accessor of a public record cannot fail.", impossible);
        }
    }

    private List<Method> accessors(Class<?> event) {
        return accessors.computeIfAbsent(event, type -> {
            if (!TenantScoped.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(type + " is of no tenant.");
            }
            return ids.stream().map(id -> accessor(type, id)).toList();
        });
    }

    private static Method accessor(Class<?> type, String id) {
        try {
            return type.getMethod(id);
        } catch (NoSuchMethodException missing) {
            throw new IllegalArgumentException(type + " has no " + id + ".", missing);
        }
    }
}
