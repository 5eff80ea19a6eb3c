package dev.cauce.application.security;

import dev.cauce.application.security.limit.RateLimits;
import dev.cauce.application.security.limit.TooManyRequests;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.platform.access.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes each request from what its tenant and its principal have. */
final class CallerLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;
    private final ProblemAnswers answers;

    CallerLimitFilter(RateLimits limits, ProblemAnswers answers) {
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = CurrentCaller.find().map(this::take).orElse(Duration.ZERO);
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            answers.answer(TooManyRequests.problem(wait), request, response);
        }
    }

    private Duration take(Caller caller) {
        return limits.take(caller.tenantId().value(), caller.subject());
    }
}
