package dev.cauce.query.ticket;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketAssigned;
import dev.cauce.contracts.ticket.TicketClosed;
import dev.cauce.contracts.ticket.TicketEvent;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.contracts.ticket.TicketReopened;
import dev.cauce.contracts.ticket.TicketReplied;
import dev.cauce.contracts.ticket.TicketResolved;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/**
 * Answers: which tickets wait, for whom, and what was said? It runs in one segment, so that the redaction of an erased
 * person's tickets comes after everything that was written of them.
 */
@ProcessingGroup(TicketsProjection.NAME)
public final class TicketsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "tickets";

    /** The collection of replies, a document each. */
    public static final String REPLIES = "ticket-replies";

    static final String TICKET = "ticket";

    private final Views views;

    public TicketsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(TicketOpened event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.ticketId(), sequence, at)
                .set("tenantId", event.tenantId().value())
                .set("ticketId", event.ticketId().value())
                .set(
                        "accountId",
                        event.accountId() == null ? null : event.accountId().value())
                .set("dataSubject", documentId(event.tenantId(), event.subjectId()))
                .set("subject", event.subject())
                .set("body", event.body())
                .set("status", TicketStatus.OPEN)
                .set("priority", event.priority())
                .set("urgency", urgency(event.priority()))
                .set("channel", event.channel())
                .set("openedAt", at);
    }

    @EventHandler
    void on(TicketAssigned event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.ticketId(), sequence, at).set("assignee", event.assignee());
    }

    @EventHandler
    void on(TicketReplied event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.ticketId(), sequence, at).set("status", event.status());
        views.change(
                        REPLIES,
                        documentId(event.tenantId(), event.ticketId() + "/" + event.replyNumber()),
                        TICKET,
                        sequence)
                .set("ticket", documentId(event.tenantId(), event.ticketId()))
                .set("dataSubject", documentId(event.tenantId(), event.subjectId()))
                .set("replyNumber", event.replyNumber())
                .set("author", event.author())
                .set("body", event.body())
                .set("repliedAt", at);
    }

    @EventHandler
    void on(TicketResolved event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.ticketId(), sequence, at).set("status", TicketStatus.RESOLVED);
    }

    @EventHandler
    void on(TicketReopened event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.ticketId(), sequence, at).set("status", TicketStatus.OPEN);
    }

    @EventHandler
    void on(TicketClosed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.ticketId(), sequence, at).set("status", TicketStatus.CLOSED);
    }

    @EventHandler
    void on(TicketRated event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.ticketId(), sequence, at).set("rating", event.score());
    }

    @EventHandler
    void on(PersonalDataErased event) {
        String dataSubject = documentId(event.tenantId(), event.accountId());
        views.redact(NAME, dataSubject, "subject", "body");
        views.redact(REPLIES, dataSubject, "body");
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
        views.clear(REPLIES);
    }

    private static int urgency(Priority priority) {
        return switch (priority) {
            case LOW -> 0;
            case NORMAL -> 1;
            case HIGH -> 2;
            case URGENT -> 3;
        };
    }

    private ViewChange change(TicketEvent event, TicketId ticketId, long sequence, Instant at) {
        return views.change(NAME, documentId(event.tenantId(), ticketId), TICKET, sequence)
                .set("updatedAt", at);
    }
}
