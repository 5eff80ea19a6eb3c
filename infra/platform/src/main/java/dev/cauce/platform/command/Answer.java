package dev.cauce.platform.command;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a command answers: ids and status alone, since it is stored for ever under the caller's idempotency key. Command
 * handlers return it, or nothing where there is nothing to say.
 *
 * @param repeated whether it was given before, under the same idempotency key, and is only told again
 */
public record Answer(Map<String, String> values, boolean repeated) {

    private static final Answer NOTHING = new Answer(Map.of());

    public Answer(Map<String, String> values) {
        this(values, false);
    }

    public Answer(Map<String, String> values, boolean repeated) {
        this.repeated = repeated;
        this.values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static Answer nothing() {
        return NOTHING;
    }

    public static Answer of(String name, Object value) {
        return new Answer(Map.of(name, value.toString()));
    }

    public static Answer of(String name, Object value, String name2, Object value2) {
        return new Answer(Map.of(name, value.toString(), name2, value2.toString()));
    }
}
