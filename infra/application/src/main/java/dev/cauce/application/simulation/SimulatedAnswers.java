package dev.cauce.application.simulation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says on every answer, reports and accounts among them, that what it shows is simulated. */
final class SimulatedAnswers extends OncePerRequestFilter {

    static final String HEADER = "Cauce-Simulated";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HEADER, "true");
        chain.doFilter(request, response);
    }
}
