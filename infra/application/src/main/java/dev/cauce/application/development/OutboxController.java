package dev.cauce.application.development;

import dev.cauce.adapters.mail.Outbox;
import dev.cauce.application.security.PermissionCheck;
import dev.cauce.application.topology.ProcessRole;
import dev.cauce.application.topology.RunsAs;
import dev.cauce.contracts.access.Permission;
import dev.cauce.platform.access.AccessAudit;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.DevelopmentQueriesApi;
import dev.cauce.rest.model.OutboxMail;
import dev.cauce.rest.model.OutboxPage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The kept mails over HTTP; mails are personal, so that they were read is written down. */
@RestController
@RunsAs(ProcessRole.SAGA)
@ConditionalOnProperty(name = "cauce.mail.host", matchIfMissing = true, havingValue = "never")
class OutboxController implements DevelopmentQueriesApi {

    private static final String OPERATION = "listOutbox";

    private final Outbox outbox;
    private final PermissionCheck permissions;
    private final AccessAudit audit;

    OutboxController(Outbox outbox, PermissionCheck permissions, AccessAudit audit) {
        this.outbox = outbox;
        this.permissions = permissions;
        this.audit = audit;
    }

    @Override
    public ResponseEntity<OutboxPage> listOutbox(@Nullable String to, @Nullable String cursor, Integer limit) {
        CurrentRequest request = CurrentRequest.get();
        permissions.require(request.caller(), Permission.OUTBOX_READ, OPERATION);
        audit.personalDataRead(QueryAsker.metadata(request), OPERATION);
        Outbox.Page page = outbox.list(request.caller().tenantId().value(), to, cursor, limit);
        return ResponseEntity.ok(new OutboxPage(
                        page.items().stream().map(OutboxController::shown).toList())
                .nextCursor(page.nextCursor()));
    }

    private static OutboxMail shown(Outbox.Kept kept) {
        return new OutboxMail(kept.mailId(), kept.to(), kept.subject(), kept.body(), kept.sentAt());
    }
}
