package dev.cauce.command;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a command whose free text holds what looks like a card number, before it goes anywhere: card data never
 * enters. Free text is every {@code String} of a command, nested ones included, that no {@code @Pattern} binds; ids are
 * bound by one.
 */
public final class CardNumberRefusal implements MessageDispatchInterceptor<CommandMessage<?>> {

    /** The accessors of a record type whose values are to be looked at. */
    private static final ClassValue<List<Method>> LOOKED_AT = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .filter(accessor -> !accessor.isAnnotationPresent(Pattern.class))
                    .toList();
        }
    };

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        return (index, message) -> {
            if (holdsCardNumber(message.getPayload())) {
                throw new Rejected(
                        ErrorCode.CARD_NUMBER_REFUSED, "A text looks like a card number; card data is not taken.");
            }
            return message;
        };
    }

    private static boolean holdsCardNumber(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> CardNumber.isIn(text);
            case Map<?, ?> map -> holdsCardNumber(map.keySet()) || holdsCardNumber(map.values());
            case Collection<?> values -> values.stream().anyMatch(CardNumberRefusal::holdsCardNumber);
            case Record command ->
                LOOKED_AT.get(command.getClass()).stream().anyMatch(get -> holdsCardNumber(valueOf(get, command)));
            case null, default -> false;
        };
    }

    private static @Nullable Object valueOf(Method accessor, Record command) {
        try {
            return accessor.invoke(command);
        } catch (IllegalAccessException | InvocationTargetException e) {
            // Commands are public records, whose accessors return a field.
            throw new IllegalStateException(accessor + " cannot be read", e);
        }
    }
}
