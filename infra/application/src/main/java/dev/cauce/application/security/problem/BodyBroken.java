package dev.cauce.application.security.problem;

import java.io.IOException;

/** The body did not come to its end: the client left, was too slow, or sent chunks that are none. No fault of ours. */
final class BodyBroken extends IOException {

    private static final long serialVersionUID = 1L;

    BodyBroken(IOException cause) {
        super("The body broke off before its end.", cause);
    }

    static Problem problem() {
        return Problem.of(ProblemCode.MALFORMED_REQUEST, "The body broke off before its end.")
                .withHeader("Connection", "close");
    }
}
