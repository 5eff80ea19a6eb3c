package dev.cauce.application.security;

import dev.cauce.application.security.problem.Problem;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.application.security.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** The security filters' answers: a challenge for whoever is not known, a refusal for whoever is. */
final class SecurityAnswers implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityAnswers.class);
    private static final String AFTER_SECONDS = "5";

    private final ProblemAnswers answers;

    SecurityAnswers(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException {
        answers.answer(problem(thrown), request, response);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException {
        commence(request, response, thrown);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException thrown)
            throws IOException {
        answers.answer(Problem.of(ProblemCode.PERMISSION_DENIED), request, response);
    }

    private static Problem problem(AuthenticationException thrown) {
        return switch (thrown) {
            case TokenRejected rejected ->
                Challenges.tokenRejected(rejected.code(), String.valueOf(rejected.getMessage()));
            case AuthenticationServiceException unavailable -> {
                LOG.warn("The issuer's keys cannot be had: {}", String.valueOf(unavailable.getCause()));
                yield Problem.of(ProblemCode.IDENTITY_UNAVAILABLE).withHeader("Retry-After", AFTER_SECONDS);
            }
            case OAuth2AuthenticationException malformed
            when malformed.getError() instanceof BearerTokenError error
                    && error.getHttpStatus().value() == ProblemCode.MALFORMED_REQUEST.status() ->
                Problem.of(ProblemCode.MALFORMED_REQUEST, "The header Authorization cannot be read.");
            case OAuth2AuthenticationException malformed ->
                Challenges.tokenRejected(ProblemCode.INVALID_TOKEN, "It has not the form of a bearer token.");
            default -> Challenges.tokenNeeded();
        };
    }
}
