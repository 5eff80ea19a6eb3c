package dev.cauce.application.security.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Tomcat sends what no controller has answered: an exception in a filter, or a bare status. */
@RestController
class ProblemErrorController implements ErrorController {

    private final ProblemAnswers answers;

    ProblemErrorController(ProblemAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            // Asked for by its address, it is a path like any that does not exist.
            answers.answer(Problem.of(ProblemCode.NOT_FOUND), request, response);
        } else if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            // Tomcat keeps the exception of a broken connection, though a controller's advice has dealt with it.
            // Filters
            // read and write nothing but the connection, so that is what an IOException is.
            answers.answer(thrown instanceof IOException broken ? new BodyBroken(broken) : thrown, request, response);
        } else {
            int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer settled
                    ? settled
                    : ProblemCode.INTERNAL_ERROR.status();
            answers.answer(Problem.of(ProblemCode.ofStatus(status)).withStatus(status), request, response);
        }
    }
}
