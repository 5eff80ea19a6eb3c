package dev.cauce.application.security;

import dev.cauce.application.security.problem.ProblemCode;
import org.springframework.security.core.AuthenticationException;

/**
 * A bearer token that is not accepted. The message goes to the caller: it says which rule was broken, and no values.
 */
final class TokenRejected extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    TokenRejected(ProblemCode code, String rule) {
        super(rule);
        this.code = code;
    }

    ProblemCode code() {
        return code;
    }
}
