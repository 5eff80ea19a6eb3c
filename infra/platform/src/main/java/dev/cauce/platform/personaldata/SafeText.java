package dev.cauce.platform.personaldata;

import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.platform.rejection.Rejected;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a message in logs and exceptions: its type and its ids. The {@code toString} of a record prints
 * every value, personal ones too; this one prints a component only where its type is an id of the contracts or where it
 * is the data subject, and only where it looks like an id, so that nobody can write into a log either.
 */
public final class SafeText {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,255}");

    private static final ClassValue<List<RecordComponent>> IDS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return ids(type);
        }
    };

    private SafeText() {}

    /** Such as {@code AccountRegistered[tenantId=acme, accountId=a-17]}; of an Axon message, its payload's. */
    public static String of(@Nullable Object message) {
        return switch (message) {
            case null -> "null";
            case Throwable failure -> ofFailure(failure);
            case Message<?> envelope -> of(envelope.getPayload()) + "#" + checked(envelope.getIdentifier());
            default -> ofPayload(message);
        };
    }

    private static String ofPayload(Object payload) {
        StringJoiner text = new StringJoiner(", ", payload.getClass().getSimpleName() + "[", "]");
        for (RecordComponent each : IDS.get(payload.getClass())) {
            text.add(each.getName() + "=" + checked(value(each.getAccessor(), payload)));
        }
        return text.toString();
    }

    /**
     * The types down the chain of causes; a message only where it is a rejection's, which is written for the caller.
     */
    private static String ofFailure(Throwable failure) {
        StringJoiner text = new StringJoiner(" < ");
        int depth = 0;
        for (Throwable each = failure; each != null && depth < 10; each = each.getCause(), depth++) {
            text.add(
                    switch (each) {
                        case Rejected rejected -> "Rejected[" + rejected.code() + "]";
                        case KeyringFault fault -> "KeyringFault[" + fault.reason() + "]";
                        case PersonalDataUnreadable unreadable -> "PersonalDataUnreadable[" + unreadable.reason() + "]";
                        default -> each.getClass().getSimpleName();
                    });
        }
        return text.toString();
    }

    private static List<RecordComponent> ids(Class<?> type) {
        List<RecordComponent> ids = new ArrayList<>();
        if (type.isRecord()) {
            for (RecordComponent each : type.getRecordComponents()) {
                if (isId(each.getType()) || each.isAnnotationPresent(DataSubject.class)) {
                    each.getAccessor().setAccessible(true);
                    ids.add(each);
                }
            }
        }
        return List.copyOf(ids);
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && type.getSimpleName().endsWith("Id")
                && type.getName().startsWith("dev.cauce.contracts.")
                && type.getRecordComponents().length == 1;
    }

    private static String checked(@Nullable Object id) {
        if (id == null) {
            return "-";
        }
        String text = String.valueOf(id);
        return ID.matcher(text).matches() ? text : "(malformed)";
    }

    private static @Nullable Object value(Method accessor, Object record) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }
}
