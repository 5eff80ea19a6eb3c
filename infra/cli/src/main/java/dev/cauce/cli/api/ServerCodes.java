package dev.cauce.cli.api;

import java.util.Set;

/** Names of the HTTP contract that decide what a client does next. */
public final class ServerCodes {
    /** Something with this id is there already. */
    public static final String ALREADY_EXISTS = "ALREADY_EXISTS";
    /** {@code true} on an answer that repeats an earlier one under the same idempotency key. */
    public static final String REPLAYED_HEADER = "Idempotent-Replayed";

    /** Conflicts that pass by themselves: the first request with the key is under way, or two changes met. */
    static final Set<String> PASSING_CONFLICTS = Set.of("REQUEST_IN_FLIGHT", "CONCURRENT_CHANGE");

    private ServerCodes() {}
}
