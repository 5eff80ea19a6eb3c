package dev.cauce.platform.personaldata;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.personaldata.Redactable;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which components of an event's record are personal, and whose they are. It is worked out once a class; a class whose
 * marks make no sense is refused before anything of it is stored in the clear.
 */
final class PersonalRecord {

    private static final ClassValue<Optional<PersonalRecord>> KNOWN = new ClassValue<>() {
        @Override
        protected Optional<PersonalRecord> computeValue(Class<?> type) {
            return read(type);
        }
    };

    /**
     * A component of the record.
     *
     * @param names its name, then the names it had before ({@link JsonAlias})
     */
    record Component(List<String> names, Class<?> type, Method accessor) {

        String name() {
            return names.getFirst();
        }

        boolean isText() {
            return type == String.class;
        }

        @Nullable
        Object of(Object event) {
            try {
                return accessor.invoke(event);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read component " + name() + " of " + event.getClass(), e);
            }
        }
    }

    private final Component tenant;
    private final Component subject;
    private final List<Component> personal;

    private PersonalRecord(Component tenant, Component subject, List<Component> personal) {
        this.tenant = tenant;
        this.subject = subject;
        this.personal = List.copyOf(personal);
    }

    /** The marks of this class; empty where it has no personal data. */
    static Optional<PersonalRecord> of(Class<?> type) {
        return KNOWN.get(type);
    }

    Component tenant() {
        return tenant;
    }

    Component subject() {
        return subject;
    }

    List<Component> personal() {
        return personal;
    }

    private static Optional<PersonalRecord> read(Class<?> type) {
        if (!Event.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        if (!type.isRecord()) {
            require(
                    Arrays.stream(type.getDeclaredFields()).noneMatch(f -> f.isAnnotationPresent(PersonalData.class)),
                    type,
                    "has personal data and is not a record");
            return Optional.empty();
        }
        List<Component> personal = new ArrayList<>();
        List<Component> subjects = new ArrayList<>();
        List<Component> tenants = new ArrayList<>();
        for (RecordComponent each : type.getRecordComponents()) {
            if (each.isAnnotationPresent(PersonalData.class)) {
                personal.add(component(each));
            }
            if (each.isAnnotationPresent(DataSubject.class)) {
                subjects.add(component(each));
            }
            if (each.getName().equals("tenantId")) {
                tenants.add(component(each));
            }
        }
        if (personal.isEmpty()) {
            return Optional.empty();
        }
        for (Component each : personal) {
            require(
                    each.isText() || Redactable.class.isAssignableFrom(each.type()),
                    type,
                    "has personal data in '" + each.name() + "', which is neither a String nor Redactable");
        }
        require(subjects.size() == 1, type, "has personal data and " + subjects.size() + " data subjects, not one");
        require(tenants.size() == 1, type, "has personal data and no component tenantId");
        Component subject = subjects.getFirst();
        require(
                personal.stream().noneMatch(each -> each.name().equals(subject.name())),
                type,
                "would encrypt its data subject with the key that is found by it");
        return Optional.of(new PersonalRecord(tenants.getFirst(), subject, personal));
    }

    private static Component component(RecordComponent component) {
        List<String> names = new ArrayList<>();
        names.add(component.getName());
        JsonAlias former = component.getAccessor().getAnnotation(JsonAlias.class);
        if (former != null) {
            names.addAll(List.of(former.value()));
        }
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Component(List.copyOf(names), component.getType(), accessor);
    }

    private static void require(boolean holds, Class<?> type, String what) {
        if (!holds) {
            throw new IllegalStateException(type.getName() + " " + what);
        }
    }
}
