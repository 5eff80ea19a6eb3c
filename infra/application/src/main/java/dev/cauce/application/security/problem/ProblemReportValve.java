package dev.cauce.application.security.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's last word on a request that it refuses before any application sees it: a path that cannot be decoded,
 * headers that are too large. In place of its page of HTML.
 */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        if (status == HttpServletResponse.SC_BAD_REQUEST && stops(request)) {
            // Tomcat reads no headers any more then, and goes on to miss the Host among them.
            status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            response.setStatus(status);
        }
        byte[] document =
                Problem.of(ProblemCode.ofStatus(status)).withStatus(status).document(null);
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setContentLength(document.length);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getOutputStream().write(document);
            response.finishResponse();
        } catch (IOException gone) {
            throw new UncheckedIOException("The client left before it was answered", gone);
        }
    }

    private static boolean stops(Request request) {
        return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.isPaused();
    }
}
