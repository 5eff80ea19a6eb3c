package dev.cauce.application.security;

import dev.cauce.application.security.AcceptedTokens.StepUpRule;
import dev.cauce.application.security.problem.Problem;
import dev.cauce.application.security.problem.ProblemTranslator;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the buses and the domain turned down. A rejection's message is written for the caller, so it is told as it is.
 */
final class RejectionProblems implements ProblemTranslator {

    private static final String SHORTLY = "1";
    private static final String LATER = "10";

    private final StepUpRule stepUp;

    RejectionProblems(StepUpRule stepUp) {
        this.stepUp = stepUp;
    }

    @Override
    public @Nullable Problem translate(Throwable thrown) {
        return Rejections.in(thrown).map(this::problem).orElse(null);
    }

    private Problem problem(Rejected rejected) {
        ErrorCode code = rejected.code();
        Problem problem =
                new Problem(code.status(), code.name(), title(code), rejected.getMessage(), List.of(), Map.of());
        return switch (code) {
            case STRONG_LOGIN_REQUIRED -> Challenges.strongLoginNeeded(problem, stepUp);
            // Said as of any id that is not there: that it is there for somebody else is none of the caller's business.
            case TENANT_MISMATCH ->
                new Problem(
                        code.status(),
                        ErrorCode.NOT_FOUND.name(),
                        title(ErrorCode.NOT_FOUND),
                        rejected.getMessage(),
                        List.of(),
                        Map.of());
            case CONCURRENT_CHANGE, REQUEST_IN_FLIGHT, VIEW_BEHIND, UNAVAILABLE ->
                problem.withHeader("Retry-After", SHORTLY);
            case STORAGE_FULL -> problem.withHeader("Retry-After", LATER);
            default -> problem;
        };
    }

    /** {@code ACCOUNT_IS_CLOSED}: Account is closed. */
    private static String title(ErrorCode code) {
        String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
