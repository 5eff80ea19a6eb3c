package dev.cauce.query.ticket.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.FindTicketById;
import dev.cauce.contracts.ticket.ListTickets;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketSort;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.platform.query.SortParameter;
import dev.cauce.rest.api.TicketQueriesApi;
import dev.cauce.rest.model.Ticket;
import dev.cauce.rest.model.TicketPage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The ticket queue over HTTP. */
@RestController
public class TicketQueriesController implements TicketQueriesApi {

    private static final Map<String, TicketSort> SORTS =
            Map.of("openedAt", TicketSort.OPENED_AT, "priority", TicketSort.PRIORITY);

    private final QueryAsker queries;

    public TicketQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<Ticket> getTicket(String ticketId, @Nullable String position) {
        TicketView ticket =
                queries.require(new FindTicketById(tenant(), new TicketId(ticketId)), ErrorCode.TICKET_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(ticket.version())).body(TicketJson.withReplies(ticket));
    }

    @Override
    public ResponseEntity<TicketPage> listTickets(
            dev.cauce.rest.model.@Nullable TicketStatus status,
            dev.cauce.rest.model.@Nullable Priority priority,
            @Nullable String assignee,
            @Nullable String accountId,
            String sort,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        SortParameter<TicketSort> sorted = SortParameter.parse(sort, SORTS);
        var page = queries.require(
                new ListTickets(
                        tenant(),
                        status == null ? null : TicketStatus.valueOf(status.name()),
                        assignee,
                        priority == null ? null : Priority.valueOf(priority.name()),
                        accountId == null ? null : new AccountId(accountId),
                        sorted.by(),
                        sorted.direction(),
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new TicketPage(
                        page.items().stream().map(TicketJson::withoutReplies).toList())
                .nextCursor(page.nextCursor()));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
