package dev.cauce.application.request;

import dev.cauce.application.security.CurrentCaller;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.rejection.Rejected;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.slf4j.MDC;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the {@link CurrentRequest} while a request of a known caller is served. A POST to the API must bring an
 * {@code Idempotency-Key}; its body is read here, bounded by the body limit, so that a repetition can be told from
 * another request under the same key.
 */
final class RequestBinding extends OncePerRequestFilter {

    private final ProblemAnswers answers;

    RequestBinding(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller = CurrentCaller.find();
        if (caller.isEmpty() || !request.getRequestURI().startsWith("/v1/")) {
            chain.doFilter(request, response);
            return;
        }
        // What is logged while the request is served, and what its command causes, can be found by one id.
        try (MDC.MDCCloseable _ =
                MDC.putCloseable(CommandSender.CORRELATION, UUID.randomUUID().toString())) {
            serve(caller.get(), request, response, chain);
        }
    }

    private void serve(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null && type.contains("*")) {
            // A kind of body is one kind. Spring takes a wildcard for a mistake of its own caller's.
            answers.answer(new HttpMediaTypeNotSupportedException("A wildcard"), request, response);
            return;
        }
        HttpServletRequest readable = request.getMethod().equals("POST") ? new ReadRequest(request) : request;
        CurrentRequest bound;
        try {
            bound = bind(caller, readable, response);
        } catch (Rejected malformed) {
            answers.answer(malformed, request, response);
            return;
        }
        try {
            bound.<Exception>whileBound(() -> chain.doFilter(readable, response));
        } catch (ServletException | IOException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private static CurrentRequest bind(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String key = request.getHeader("Idempotency-Key");
        String ifMatch = request.getHeader("If-Match");
        String position = request.getHeader(CommandHeaders.POSITION);
        LongConsumer onPosition = reached -> response.setHeader(CommandHeaders.POSITION, Long.toString(reached));
        Runnable onRepeated = () -> response.setHeader(CommandHeaders.REPLAYED, "true");
        return request instanceof ReadRequest read
                ? CommandHeaders.command(
                        caller, key, read.getRequestURI(), read.bodyAsText(), ifMatch, position, onPosition, onRepeated)
                : CommandHeaders.reading(caller, key, ifMatch, position, onPosition, onRepeated);
    }

    /** A request whose body was read, and can be read again. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request) throws IOException {
            super(request);
            this.body = request.getInputStream().readAllBytes();
        }

        String bodyAsText() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReadBody(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
