package dev.cauce.cli.mapping;

import dev.cauce.cli.CommandFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with a mapping file, so that one run shows it all. */
public final class MappingProblems {
    private record Problem(int line, String message) {}

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    public MappingProblems(Path file) {
        this.file = file;
    }

    /**
     * Notes a problem.
     *
     * @param line of the mapping file, from 1
     */
    public void add(int line, String message) {
        problems.add(new Problem(line, message));
    }

    /**
     * Ends the command when there is any problem.
     *
     * @throws CommandFailed with one line per problem, {@code file:line: message}
     */
    public void refuseIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("The mapping cannot be used:");
        problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .forEach(problem -> text.append("%n  %s:%d: %s".formatted(file, problem.line(), problem.message())));
        throw CommandFailed.wrongInput(text.toString());
    }
}
