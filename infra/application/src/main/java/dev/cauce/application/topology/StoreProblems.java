package dev.cauce.application.topology;

import dev.cauce.application.security.problem.Problem;
import dev.cauce.application.security.problem.ProblemCode;
import dev.cauce.application.security.problem.ProblemTranslator;
import org.jspecify.annotations.Nullable;

/** What cannot be reached is no fault of the request, nor of the program: come back later. */
final class StoreProblems implements ProblemTranslator {

    private static final String LATER = "2";

    @Override
    public @Nullable Problem translate(Throwable thrown) {
        return Unreachable.isCauseOf(thrown)
                ? Problem.of(ProblemCode.UNAVAILABLE).withHeader("Retry-After", LATER)
                : null;
    }
}
