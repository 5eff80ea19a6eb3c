package dev.cauce.application.topology;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process does; embedded it does everything, distributed any mix that {@code cauce.roles} names. */
public enum ProcessRole {
    /** Handles commands: the aggregates. */
    COMMAND,
    /** Keeps read models, answers queries, and serves live streams. */
    QUERY,
    /** Drives processes and carries their effects out. */
    SAGA,
    /** Keeps features, trains and scores. */
    ML;

    /** The setting that names roles. */
    public static final String SETTING = "cauce.roles";

    /**
     * The roles in a comma-separated list; all of them where it names none.
     *
     * @throws HalfConfigured where it names one that is unknown
     */
    public static Set<ProcessRole> named(String roles) {
        Set<ProcessRole> named = EnumSet.noneOf(ProcessRole.class);
        for (String role : roles.split(",", -1)) {
            String name = role.strip();
            if (!name.isEmpty()) {
                named.add(Arrays.stream(values())
                        .filter(known -> known.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new HalfConfigured(SETTING + " names '" + name + "', and roles are " + known() + ".")));
            }
        }
        return named.isEmpty() ? EnumSet.allOf(ProcessRole.class) : named;
    }

    private static String known() {
        return Arrays.stream(values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
