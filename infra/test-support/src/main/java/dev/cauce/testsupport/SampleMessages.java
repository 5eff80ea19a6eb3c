package dev.cauce.testsupport;

import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.message.TenantScoped;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

/** Made-up instances of the contracts' messages, each text telling which component it stands in. */
public final class SampleMessages {

    private final Map<Class<?>, Object> given;

    public SampleMessages() {
        this(Map.of());
    }

    /** @param given values to be taken for components of these types */
    public SampleMessages(Map<Class<?>, Object> given) {
        this.given = Map.copyOf(given);
    }

    /** Every message of the kind, found on the class path, by name. */
    public static <T extends TenantScoped> List<Class<? extends T>> types(Class<T> kind)
            throws IOException, ReflectiveOperationException {
        List<Class<? extends T>> types = new ArrayList<>();
        CachingMetadataReaderFactory classes = new CachingMetadataReaderFactory();
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:dev/cauce/contracts/**/*.class")) {
            Class<?> type = Class.forName(
                    classes.getMetadataReader(resource).getClassMetadata().getClassName());
            if (kind.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                types.add(type.asSubclass(kind));
            }
        }
        types.sort(java.util.Comparator.comparing(Class::getName));
        return types;
    }

    /** An instance. */
    public <T> T of(Class<T> type) throws ReflectiveOperationException {
        return type.cast(sample("event", type, type));
    }

    private Object sample(String name, Class<?> type, Type generic) throws ReflectiveOperationException {
        Object chosen = given.get(type);
        if (chosen != null) {
            return chosen;
        }
        if (type == String.class) {
            return "text-of-" + name;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == int.class || type == Integer.class) {
            return 41;
        } else if (type == long.class || type == Long.class) {
            return 1_000_000_000_007L;
        } else if (type == double.class || type == Double.class) {
            return 0.125;
        } else if (type == BigDecimal.class) {
            return new BigDecimal("12.340");
        } else if (type == Instant.class) {
            return Instant.parse("2026-11-24T10:11:12.000345Z");
        } else if (type == LocalDate.class) {
            return LocalDate.of(2026, 2, 28);
        } else if (type == Duration.class) {
            return Duration.ofHours(36);
        } else if (type == Attributes.class) {
            return Attributes.of(Map.of("text-of-" + name, "text-of-" + name + "-value"));
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == List.class) {
            return List.of(argument(name, generic, 0));
        } else if (type == Set.class) {
            return Set.of(argument(name, generic, 0));
        } else if (type == Map.class) {
            return Map.of(argument(name, generic, 0), argument(name, generic, 1));
        } else if (type.isRecord()) {
            return record(type);
        } else if (type.isSealed()) {
            Class<?> permitted = type.getPermittedSubclasses()[0];
            return sample(name, permitted, permitted);
        }
        throw new IllegalStateException("no sample of " + type);
    }

    private Object argument(String name, Type generic, int index) throws ReflectiveOperationException {
        Type argument = ((ParameterizedType) generic).getActualTypeArguments()[index];
        return sample(
                name,
                argument instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) argument,
                argument);
    }

    private Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = sample(
                    components.length == 1 ? type.getSimpleName() : components[i].getName(),
                    components[i].getType(),
                    components[i].getGenericType());
        }
        Constructor<?> canonical = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        return canonical.newInstance(values);
    }
}
