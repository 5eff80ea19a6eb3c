package dev.cauce.application.audit;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.api.AuditQueriesApi;
import dev.cauce.rest.model.AuditEventPage;
import dev.cauce.rest.model.AuditSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The history over HTTP, in pages. */
@RestController
class AuditQueriesController implements AuditQueriesApi {

    private final AuditReading reading;

    AuditQueriesController(AuditReading reading) {
        this.reading = reading;
    }

    @Override
    public ResponseEntity<AuditEventPage> listAuditEvents(
            @Nullable AuditSource source,
            @Nullable String aggregateType,
            @Nullable String aggregateId,
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        HistoryQuestion question = new HistoryQuestion(tenant(), aggregateType, aggregateId, type, from, to);
        if (AuditReading.isAccess(source == null ? null : source.name(), type)) {
            reading.beginAccesses("listAuditEvents");
            return ResponseEntity.ok(shown(reading.accesses(question, cursor, limit)));
        }
        reading.begin("listAuditEvents");
        return ResponseEntity.ok(shown(reading.page(question, cursor, limit)));
    }

    @Override
    public ResponseEntity<AuditEventPage> listAccountHistory(
            String accountId, @Nullable String cursor, Integer limit, @Nullable String position) {
        reading.begin("listAccountHistory");
        HistoryQuestion question =
                new HistoryQuestion(tenant(), "account", new AccountId(accountId).value(), null, null, null);
        AuditReading.Page page = reading.page(question, cursor, limit);
        if (cursor == null && page.items().isEmpty()) {
            throw new Rejected(ErrorCode.ACCOUNT_NOT_FOUND, "There is nothing of this id.");
        }
        return ResponseEntity.ok(shown(page));
    }

    private static AuditEventPage shown(AuditReading.Page page) {
        return new AuditEventPage(page.items()).nextCursor(page.nextCursor());
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
