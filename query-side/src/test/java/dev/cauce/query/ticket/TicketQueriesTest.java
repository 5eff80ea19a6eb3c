package dev.cauce.query.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.ListTickets;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketAssigned;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketClosed;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketPage;
import dev.cauce.contracts.ticket.TicketSort;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.query.ProjectionFixture;
import dev.cauce.query.ProjectionFixture.History;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketQueriesTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    private ProjectionFixture fixture;
    private TicketQueries queries;

    @BeforeEach
    void start() {
        fixture = new ProjectionFixture(TicketsProjection::new);
        queries = new TicketQueries(fixture.mongo());
        History history = new History();
        opened(history, ACME, "t-1", "a-1", Priority.LOW);
        opened(history, ACME, "t-2", "a-2", Priority.URGENT);
        opened(history, ACME, "t-3", "a-1", Priority.NORMAL);
        opened(history, ACME, "t-4", "a-1", Priority.NORMAL);
        opened(history, ACME, "t-5", "a-1", Priority.HIGH);
        opened(history, OTHER, "t-1", "a-1", Priority.URGENT);
        history.add("acme/t-3", new TicketAssigned(ACME, new TicketId("t-3"), "agent-1"));
        history.add("acme/t-4", new TicketClosed(ACME, new TicketId("t-4")));
        fixture.handle(history.events(), 200);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static void opened(History history, TenantId tenant, String id, String account, Priority priority) {
        history.add(
                tenant + "/" + id,
                new TicketOpened(
                        tenant,
                        new TicketId(id),
                        new AccountId(account),
                        account,
                        "subject",
                        "body",
                        priority,
                        TicketChannel.EMAIL));
    }

    private List<String> ids(
            @Nullable TicketStatus status,
            @Nullable String assignee,
            @Nullable Priority priority,
            @Nullable AccountId account) {
        return queries
                .handle(new ListTickets(
                        ACME,
                        status,
                        assignee,
                        priority,
                        account,
                        TicketSort.OPENED_AT,
                        Direction.ASCENDING,
                        null,
                        100))
                .items()
                .stream()
                .map(TicketView::ticketId)
                .toList();
    }

    @Test
    void filters() {
        assertThat(ids(null, null, null, null)).containsExactly("t-1", "t-2", "t-3", "t-4", "t-5");
        assertThat(ids(TicketStatus.CLOSED, null, null, null)).containsExactly("t-4");
        assertThat(ids(null, "agent-1", null, null)).containsExactly("t-3");
        assertThat(ids(null, null, Priority.NORMAL, null)).containsExactly("t-3", "t-4");
        assertThat(ids(null, null, null, new AccountId("a-2"))).containsExactly("t-2");
        assertThat(ids(TicketStatus.OPEN, null, Priority.NORMAL, new AccountId("a-1")))
                .containsExactly("t-3");
        assertThat(ids(null, ".*", null, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENED_AT,ASCENDING,t-1 t-2 t-3 t-4 t-5",
        "OPENED_AT,DESCENDING,t-5 t-4 t-3 t-2 t-1",
        "PRIORITY,ASCENDING,t-1 t-3 t-4 t-5 t-2",
        "PRIORITY,DESCENDING,t-2 t-5 t-4 t-3 t-1"
    })
    void pagesOverTiesWithoutGapOrRepetition(TicketSort sort, Direction direction, String expected) {
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            TicketPage page = queries.handle(new ListTickets(ACME, null, null, null, null, sort, direction, cursor, 1));
            page.items().forEach(item -> paged.add(item.ticketId()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(String.join(" ", paged)).isEqualTo(expected);
    }
}
