package dev.cauce.query.ticket;

import dev.cauce.contracts.ticket.FindTicketById;
import dev.cauce.contracts.ticket.ListTickets;
import dev.cauce.contracts.ticket.TicketPage;
import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.Collection;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about the ticket queue from the view of {@link TicketsProjection}. */
public final class TicketQueries implements ViewIndexes {

    private final MongoOperations mongo;

    public TicketQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        for (String field : List.of("openedAt", "urgency")) {
            indexes.list(TicketsProjection.NAME, List.of("tenantId"), field);
            indexes.list(TicketsProjection.NAME, List.of("tenantId", "status"), field);
            indexes.list(TicketsProjection.NAME, List.of("tenantId", "assignee"), field);
        }
        indexes.list(TicketsProjection.NAME, List.of("tenantId", "accountId"), "openedAt");
        indexes.ascending(TicketsProjection.NAME, "dataSubject");
        indexes.ascending(TicketsProjection.REPLIES, "dataSubject");
        indexes.ascending(TicketsProjection.REPLIES, "ticket", "replyNumber");
    }

    @QueryHandler
    @Nullable
    TicketView handle(FindTicketById query) {
        TicketDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.ticketId()), TicketDocument.class, TicketsProjection.NAME);
        if (found == null) {
            return null;
        }
        Query ofTicket = new Query(Criteria.where("ticket").is(found.id())).with(Sort.by("replyNumber"));
        return found.withReplies(mongo.find(ofTicket, TicketDocument.Reply.class, TicketsProjection.REPLIES));
    }

    @QueryHandler
    TicketPage handle(ListTickets query) {
        Criteria filters = Criteria.where("tenantId").is(query.tenantId().value());
        if (query.status() != null) {
            filters = filters.and("status").is(query.status().name());
        }
        if (query.assignee() != null) {
            filters = filters.and("assignee").is(query.assignee());
        }
        if (query.priority() != null) {
            filters = filters.and("priority").is(query.priority().name());
        }
        if (query.accountId() != null) {
            filters = filters.and("accountId").is(query.accountId().value());
        }
        String field = switch (query.sort()) {
            case OPENED_AT -> "openedAt";
            case PRIORITY -> "urgency";
        };
        Keyset keyset = new Keyset(field, query.direction(), query.cursor(), query.limit());
        return keyset.page(
                mongo.find(keyset.applyTo(filters), TicketDocument.class, TicketsProjection.NAME),
                TicketDocument::withoutReplies,
                row -> new Keyset.Key(
                        switch (query.sort()) {
                            case OPENED_AT -> row.openedAt();
                            case PRIORITY -> row.urgency();
                        },
                        row.id()),
                TicketPage::new);
    }

    /** The tickets of these documents, without replies, for live streams. */
    public List<TicketView> changed(Collection<String> documentIds) {
        Criteria complete =
                Criteria.where("_id").in(documentIds).and("tenantId").exists(true);
        return mongo.find(new Query(complete), TicketDocument.class, TicketsProjection.NAME).stream()
                .map(TicketDocument::withoutReplies)
                .toList();
    }
}
