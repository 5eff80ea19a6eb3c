package dev.cauce.application.security.limit;

import dev.cauce.application.security.problem.ProblemAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits those who have not said yet who they are, by the address they come from. */
public final class AddressLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;
    private final ProblemAnswers answers;

    public AddressLimitFilter(RateLimits limits, ProblemAnswers answers) {
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = limits.takeOfAddress(request.getRemoteAddr());
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            answers.answer(TooManyRequests.problem(wait), request, response);
        }
    }
}
