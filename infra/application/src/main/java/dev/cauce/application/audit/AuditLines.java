package dev.cauce.application.audit;

import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.model.AuditEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * The history over HTTP as {@code application/x-ndjson}: a CloudEvent a line, all that match. It is read page by page
 * while it is written, so that neither side holds more than a page. Asked for by the {@code Accept} header, which picks
 * this over the pages only where it names the type.
 */
final class AuditLines {

    static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");

    private static final int PAGE = 200;
    private static final int BUFFER = 64 * 1024;
    private static final Set<String> SOURCES = Set.of("EVENTS", "ACCESS");
    private static final Pattern AGGREGATE_TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern AGGREGATE_ID = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern EVENT_TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9.$]{0,127}");

    private final AuditReading reading;
    private final ProblemAnswers answers;

    AuditLines(AuditReading reading, ProblemAnswers answers) {
        this.reading = reading;
        this.answers = answers;
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            TenantId tenant = CurrentRequest.get().caller().tenantId();
            String source = parameter(request, "source", SOURCES::contains);
            HistoryQuestion question = new HistoryQuestion(
                    tenant,
                    parameter(request, "aggregateType", AGGREGATE_TYPE.asMatchPredicate()),
                    parameter(request, "aggregateId", AGGREGATE_ID.asMatchPredicate()),
                    parameter(request, "type", EVENT_TYPE.asMatchPredicate()),
                    time(request, "from"),
                    time(request, "to"));
            boolean access = AuditReading.isAccess(source, question.type());
            if (access) {
                reading.beginAccesses("streamAuditEvents");
            } else {
                reading.begin("streamAuditEvents");
            }
            write(question, access, response);
        } catch (Rejected rejected) {
            answers.answer(rejected, request, response);
        }
    }

    private void write(HistoryQuestion question, boolean access, HttpServletResponse response) throws IOException {
        response.setContentType(NDJSON.toString());
        response.setHeader("Cache-Control", "no-store");
        OutputStream lines = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        String cursor = null;
        do {
            AuditReading.Page page =
                    access ? reading.accesses(question, cursor, PAGE) : reading.page(question, cursor, PAGE);
            for (AuditEvent event : page.items()) {
                lines.write(AuditJson.line(event, question.tenantId().value()));
                lines.write('\n');
            }
            cursor = page.nextCursor();
        } while (cursor != null && !Thread.currentThread().isInterrupted());
        lines.flush();
    }

    private static @Nullable String parameter(
            HttpServletRequest request, String name, java.util.function.Predicate<String> allowed) {
        String value = request.getParameter(name);
        if (value != null && !allowed.test(value)) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, name + ": not of the form that the API's document states.");
        }
        return value;
    }

    private static @Nullable Instant time(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        try {
            return value == null ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, name + ": a time with its offset, as RFC 3339 writes it.");
        }
    }
}
