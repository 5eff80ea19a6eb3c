package dev.cauce.application.security.problem;

import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a Java type looks like to somebody who writes JSON. */
final class JsonKind {

    /** Enums with more constants are not listed in an answer. */
    private static final int LISTED = 20;

    private JsonKind() {}

    static String of(Class<?> type) {
        if (type.isEnum() && type.getEnumConstants().length <= LISTED) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number in range";
        }
        if (CharSequence.class.isAssignableFrom(type) || type.isEnum()) {
            return "a text";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (TemporalAccessor.class.isAssignableFrom(type)) {
            return "a date or time in the form of ISO 8601";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return "an object";
    }
}
