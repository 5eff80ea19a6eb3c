package dev.cauce.application.audit;

import dev.cauce.application.audit.History.Stretch;
import dev.cauce.application.security.PermissionCheck;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.AccessAudit;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.model.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the history for a caller who may, and writes down that it was read. */
final class AuditReading {

    private static final Pattern PLACE = Pattern.compile("h(\\d{1,18})");

    private final History history;
    private final AccessLog accesses;
    private final PermissionCheck permissions;
    private final AccessAudit audit;

    AuditReading(History history, AccessLog accesses, PermissionCheck permissions, AccessAudit audit) {
        this.history = history;
        this.accesses = accesses;
        this.permissions = permissions;
        this.audit = audit;
    }

    /** Begins to read the business history: asks for the permission, and leaves its trace before anything is shown. */
    void begin(String operation) {
        CurrentRequest request = CurrentRequest.get();
        permissions.require(request.caller(), Permission.AUDIT_READ, operation);
        audit.personalDataRead(QueryAsker.metadata(request), operation);
    }

    /** Begins to take the whole history of the caller's tenant away. */
    void beginExport(String operation) {
        CurrentRequest request = CurrentRequest.get();
        permissions.require(request.caller(), Permission.TENANT_EXPORT, operation);
        audit.personalDataRead(QueryAsker.metadata(request), operation);
    }

    /** Begins to read the log of accesses, which holds no personal data. */
    void beginAccesses(String operation) {
        permissions.require(CurrentRequest.get().caller(), Permission.AUDIT_READ, operation);
    }

    /** Whether the question is one to the log of accesses. */
    static boolean isAccess(@Nullable String source, @Nullable String type) {
        return source == null ? type != null && AccessLog.TYPES.contains(type) : source.equals("ACCESS");
    }

    /**
     * A page of events. It may hold fewer than asked for while there are more.
     *
     * @throws Rejected where the cursor is none of this list
     */
    Page page(HistoryQuestion question, @Nullable String cursor, int limit) {
        Stretch stretch = history.read(question, cursor == null ? History.START : place(cursor), limit);
        List<AuditEvent> items = new ArrayList<>(stretch.events().size());
        stretch.events().forEach(event -> items.add(AuditJson.from(event)));
        return new Page(items, stretch.end() ? null : cursor(stretch.goOnAt()));
    }

    /** A page of the log of accesses. */
    Page accesses(HistoryQuestion question, @Nullable String cursor, int limit) {
        AccessLog.Page page = accesses.list(question, cursor, limit);
        return new Page(page.items(), page.nextCursor());
    }

    /** A page; {@code nextCursor} is null on the last one. */
    record Page(List<AuditEvent> items, @Nullable String nextCursor) {}

    private static String cursor(long place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("h" + place).getBytes(StandardCharsets.UTF_8));
    }

    private static long place(String cursor) {
        try {
            Matcher place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (place.matches()) {
                return Long.parseLong(place.group(1));
            }
        } catch (IllegalArgumentException notBase64) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Rejected unreadable() {
        return new Rejected(ErrorCode.INVALID_REQUEST, "The cursor is not one that this list gave out.");
    }
}
