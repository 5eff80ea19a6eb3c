package dev.cauce.application.security;

import dev.cauce.application.security.AcceptedTokens.StepUpRule;
import dev.cauce.application.security.problem.Problem;
import dev.cauce.application.security.problem.ProblemCode;

/** What a 401 asks for, in {@code WWW-Authenticate}. */
final class Challenges {

    private static final String HEADER = "WWW-Authenticate";

    private Challenges() {}

    /** No token was sent: RFC 6750 wants no error code then. */
    static Problem tokenNeeded() {
        return Problem.of(ProblemCode.UNAUTHENTICATED).withHeader(HEADER, "Bearer");
    }

    static Problem tokenRejected(ProblemCode code, String rule) {
        return Problem.of(code, rule)
                .withHeader(HEADER, "Bearer error=\"invalid_token\", error_description=\"" + code.title() + "\"");
    }

    /** RFC 9470: log in again, this strongly and no longer ago than that. */
    static Problem strongLoginNeeded(Problem problem, StepUpRule rule) {
        return problem.withHeader(
                HEADER,
                "Bearer error=\"insufficient_user_authentication\", error_description=\"A recent strong login is needed\", acr_values=\"%s\", max_age=\"%d\""
                        .formatted(
                                String.join(" ", rule.acrValues()),
                                rule.maxAge().toSeconds()));
    }
}
