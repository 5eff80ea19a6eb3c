package dev.cauce.application.security.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Whatever a controller, or Spring MVC on the way to one, throws. */
@RestControllerAdvice
class ProblemAdvice {

    private final ProblemAnswers answers;

    ProblemAdvice(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(thrown, request, response);
    }

    /** Belongs to the security filters, which know how to challenge. */
    @ExceptionHandler
    void challenge(AuthenticationException thrown) {
        throw thrown;
    }

    /** The client has gone, and there is nobody left to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException thrown) {}
}
