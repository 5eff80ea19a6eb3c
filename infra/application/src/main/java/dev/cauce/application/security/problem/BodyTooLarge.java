package dev.cauce.application.security.problem;

import java.io.IOException;

/** The body went past the limit while it was read. An {@code IOException}, for the one who reads can throw no other. */
final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(long limit) {
        super(describe(limit));
    }

    static Problem problem(long limit) {
        // Closed, since what is still to come would be read as the next request.
        return Problem.of(ProblemCode.BODY_TOO_LARGE, describe(limit)).withHeader("Connection", "close");
    }

    private static String describe(long limit) {
        return "A body may have " + limit + " bytes at most.";
    }
}
