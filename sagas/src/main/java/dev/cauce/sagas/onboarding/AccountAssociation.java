package dev.cauce.sagas.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.TenantScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.saga.AssociationResolver;

/** Associates by tenant and account together: two tenants may use the same account id. */
public class AccountAssociation implements AssociationResolver {

    private static final Map<Class<?>, Method> ACCESSORS = new ConcurrentHashMap<>();

    @Override
    public <T> void validate(String associationProperty, MessageHandlingMember<T> handler) {
        accessor(handler.payloadType());
    }

    @Override
    public <T> Object resolve(String associationProperty, EventMessage<?> message, MessageHandlingMember<T> handler) {
        Object event = message.getPayload();
        try {
            Object accountId = accessor(event.getClass()).invoke(event);
            return ((TenantScoped) event).tenantId() + "/" + accountId;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("An accessor of a public record cannot fail.", impossible);
        }
    }

    private static Method accessor(Class<?> event) {
        return ACCESSORS.computeIfAbsent(event, type -> {
            try {
                Method accessor = type.getMethod("accountId");
                if (accessor.getReturnType() != AccountId.class || !TenantScoped.class.isAssignableFrom(type)) {
                    throw new IllegalArgumentException(type + " names no account of a tenant.");
                }
                return accessor;
            } catch (NoSuchMethodException missing) {
                throw new IllegalArgumentException(type + " names no account.", missing);
            }
        });
    }
}
