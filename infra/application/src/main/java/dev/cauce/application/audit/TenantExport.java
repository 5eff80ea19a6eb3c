package dev.cauce.application.audit;

import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.model.AuditEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The whole history of one tenant over HTTP, as lines, and behind them a manifest with their number and their SHA-256.
 * It ends where history ended when it was asked for, and neither side holds more than a page of it.
 */
final class TenantExport {

    private static final String OPERATION = "exportTenant";
    private static final int PAGE = 200;
    private static final int BUFFER = 64 * 1024;

    private final AuditReading reading;
    private final ProblemAnswers answers;
    private final LongSupplier head;
    private final Clock clock;

    /**
     * @param head the position of the last event there is
     * @param clock the system's
     */
    TenantExport(AuditReading reading, ProblemAnswers answers, LongSupplier head, Clock clock) {
        this.reading = reading;
        this.answers = answers;
        this.head = head;
        this.clock = clock;
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            TenantId tenant = CurrentRequest.get().caller().tenantId();
            reading.beginExport(OPERATION);
            write(tenant, head.getAsLong(), response);
        } catch (Rejected rejected) {
            answers.answer(rejected, request, response);
        }
    }

    private void write(TenantId tenant, long end, HttpServletResponse response) throws IOException {
        response.setContentType(AuditLines.NDJSON.toString());
        response.setHeader("Cache-Control", "no-store");
        MessageDigest digest = sha256();
        OutputStream lines =
                new DigestOutputStream(new BufferedOutputStream(response.getOutputStream(), BUFFER), digest);
        HistoryQuestion everything = HistoryQuestion.of(tenant);
        long events = 0;
        String cursor = null;
        boolean more = true;
        while (more) {
            AuditReading.Page page = reading.page(everything, cursor, PAGE);
            for (AuditEvent event : page.items()) {
                Long position = event.getPosition();
                if (position != null && position > end) {
                    more = false;
                    break;
                }
                lines.write(AuditJson.line(event, tenant.value()));
                lines.write('\n');
                events++;
            }
            cursor = page.nextCursor();
            more &= cursor != null;
            if (Thread.currentThread().isInterrupted()) {
                // Without its manifest nobody takes it for whole.
                return;
            }
        }
        lines.write(manifest(tenant, events, end, HexFormat.of().formatHex(digest.digest())));
        lines.write('\n');
        lines.flush();
    }

    private byte[] manifest(TenantId tenant, long events, long end, String sha256) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("specversion", "1.0");
        manifest.put("id", UUID.randomUUID().toString());
        manifest.put("source", "/cauce/export");
        manifest.put("type", "dev.cauce.TenantExported");
        manifest.put("time", clock.instant());
        manifest.put("datacontenttype", "application/json");
        manifest.put("tenantid", tenant.value());
        manifest.put("data", Map.of("events", events, "position", end, "sha256", sha256));
        return CauceJson.mapper().writeValueAsBytes(manifest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
