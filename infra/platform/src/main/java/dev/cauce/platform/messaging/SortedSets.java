package dev.cauce.platform.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;

/**
 * Writes a set in the order of its elements. {@code Set.of} iterates differently in every JVM, and the bytes of an
 * event must not depend on which process wrote it.
 */
final class SortedSets extends ValueSerializerModifier {

    @Override
    public ValueSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        // An EnumSet is in order by itself, and its serializer takes nothing else.
        Class<?> raw = type.getRawClass();
        return Set.class.isAssignableFrom(raw)
                        && !SortedSet.class.isAssignableFrom(raw)
                        && !EnumSet.class.isAssignableFrom(raw)
                ? new Sorting(serializer)
                : serializer;
    }

    private static final class Sorting extends ValueSerializer<Collection<?>> {

        private static final Comparator<Object> ORDER = Sorting::compare;

        private final ValueSerializer<Object> list;

        @SuppressWarnings("unchecked") // a serializer of a set takes any collection of the same elements
        private Sorting(ValueSerializer<?> list) {
            this.list = (ValueSerializer<Object>) list;
        }

        @Override
        public void serialize(Collection<?> set, JsonGenerator generator, SerializationContext context) {
            list.serialize(sorted(set), generator, context);
        }

        @Override
        public void serializeWithType(
                Collection<?> set, JsonGenerator generator, SerializationContext context, TypeSerializer type) {
            list.serializeWithType(sorted(set), generator, context, type);
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
            return new Sorting(list.createContextual(context, property));
        }

        @Override
        public void resolve(SerializationContext context) {
            list.resolve(context);
        }

        @Override
        public boolean isEmpty(SerializationContext context, Collection<?> set) {
            return set.isEmpty();
        }

        private static List<Object> sorted(Collection<?> set) {
            List<Object> elements = new ArrayList<>(set);
            elements.sort(Comparator.nullsFirst(ORDER));
            return elements;
        }

        @SuppressWarnings("unchecked") // two comparables of one class compare with each other
        private static int compare(Object one, Object other) {
            return one instanceof Comparable<?> comparable && one.getClass() == other.getClass()
                    ? ((Comparable<Object>) comparable).compareTo(other)
                    : one.toString().compareTo(other.toString());
        }
    }
}
