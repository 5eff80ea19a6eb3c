package dev.cauce.application.topology;

/** What a process does; embedded it does everything, distributed any mix that {@code cauce.roles} names. */
public enum ProcessRole {
    /** Handles commands: the aggregates, and their HTTP API. */
    COMMAND,
    /** Keeps read models and answers queries, and their HTTP API. */
    QUERY,
    /** Drives processes and carries their effects out. */
    SAGA,
    /** Keeps features, trains and scores. */
    ML
}
