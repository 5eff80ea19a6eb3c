package dev.cauce.application.security.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Turns whatever went wrong into an answer, the same way in a filter, in a controller and after both. */
public final class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    /** The logging context's name for what the answer calls so too. */
    private static final String CORRELATION_ID = "correlationId";

    private final List<ProblemTranslator> translators;
    private final AnswerReview review;
    private final Counter faults;

    /**
     * Answers by what the translators know.
     *
     * @param translators asked in this order
     * @param review sees each problem before it is answered
     * @param meters counts what was our fault, as {@code cauce.http.faults}
     */
    public ProblemAnswers(List<ProblemTranslator> translators, AnswerReview review, MeterRegistry meters) {
        this.translators = List.copyOf(translators);
        this.review = review;
        this.faults = meters.counter("cauce.http.faults");
    }

    /**
     * Answers for an exception. What nobody knows is our fault: it is logged under an id, and the answer has only that.
     */
    public void answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Causes.find(thrown, ClientAbortException.class).isPresent()) {
            LOG.debug("The client has gone, and there is nobody left to answer");
            return;
        }
        for (ProblemTranslator translator : translators) {
            Problem problem = translator.translate(thrown);
            if (problem != null) {
                answer(problem, request, response);
                return;
            }
        }
        faults.increment();
        String incident = Objects.requireNonNullElseGet(
                MDC.get(CORRELATION_ID), () -> UUID.randomUUID().toString());
        LOG.error("Incident {}: nobody expected this", incident, thrown);
        write(
                Problem.of(ProblemCode.INTERNAL_ERROR, "It is logged under the correlation id; name it when you ask."),
                incident,
                response);
    }

    /** Answers with the problem, once it was seen by the review. */
    public void answer(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(review.review(problem, request), MDC.get(CORRELATION_ID), response);
    }

    private static void write(Problem said, @Nullable String correlationId, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            // The answer had begun when it failed: what can be done is to break it off.
            return;
        }
        byte[] document = said.document(correlationId);
        response.resetBuffer();
        response.setStatus(said.status());
        said.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
        response.flushBuffer();
    }
}
