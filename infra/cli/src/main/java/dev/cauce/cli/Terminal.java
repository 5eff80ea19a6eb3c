package dev.cauce.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command runs.
 *
 * @param out for results, which another programme may read
 * @param err for progress and messages to a person
 * @param interactive whether a person looks on, so that a line may be redrawn
 * @param environment variables of the process
 * @param clock the system's
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean interactive, Map<String, String> environment, InstantSource clock) {

    /** A variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
