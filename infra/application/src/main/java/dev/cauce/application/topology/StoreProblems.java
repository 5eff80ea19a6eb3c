package dev.cauce.application.topology;

import dev.cauce.application.security.problem.Problem;
import dev.cauce.application.security.problem.ProblemCode;
import dev.cauce.application.security.problem.ProblemTranslator;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import org.jspecify.annotations.Nullable;

/** What cannot be reached, or has no room left, is no fault of the request, nor of the program: come back later. */
final class StoreProblems implements ProblemTranslator {

    private static final String LATER = "2";

    @Override
    public @Nullable Problem translate(Throwable thrown) {
        return StoreTroubles.in(thrown).map(StoreProblems::problem).orElse(null);
    }

    private static Problem problem(Rejected trouble) {
        Problem problem = trouble.code() == ErrorCode.STORAGE_FULL
                ? Problem.of(ProblemCode.STORAGE_FULL)
                : Problem.of(ProblemCode.UNAVAILABLE);
        String said = trouble.getMessage();
        return (said == null ? problem : problem.detailed(said)).withHeader("Retry-After", LATER);
    }
}
