package dev.cauce.sagas.billing;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.TenantScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.saga.AssociationResolver;

/** Associates by tenant and invoice together: two tenants may use the same invoice id. */
public class InvoiceAssociation implements AssociationResolver {

    private static final Map<Class<?>, Method> ACCESSORS = new ConcurrentHashMap<>();

    @Override
    public <T> void validate(String associationProperty, MessageHandlingMember<T> handler) {
        accessor(handler.payloadType());
    }

    @Override
    public <T> Object resolve(String associationProperty, EventMessage<?> message, MessageHandlingMember<T> handler) {
        Object event = message.getPayload();
        try {
            Object invoiceId = accessor(event.getClass()).invoke(event);
            return ((TenantScoped) event).tenantId() + "/" + invoiceId;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("An accessor of a public record cannot fail.", impossible);
        }
    }

    private static Method accessor(Class<?> event) {
        return ACCESSORS.computeIfAbsent(event, type -> {
            try {
                Method accessor = type.getMethod("invoiceId");
                if (accessor.getReturnType() != InvoiceId.class || !TenantScoped.class.isAssignableFrom(type)) {
                    throw new IllegalArgumentException(type + " names no invoice of a tenant.");
                }
                return accessor;
            } catch (NoSuchMethodException missing) {
                throw new IllegalArgumentException(type + " names no invoice.", missing);
            }
        });
    }
}
