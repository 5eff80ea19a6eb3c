package dev.cauce.command.ticket;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.ticket.AssignTicket;
import dev.cauce.contracts.ticket.CloseTicket;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.RateTicket;
import dev.cauce.contracts.ticket.ReopenTicket;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyToTicket;
import dev.cauce.contracts.ticket.ResolveTicket;
import dev.cauce.contracts.ticket.TicketAssigned;
import dev.cauce.contracts.ticket.TicketClosed;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.contracts.ticket.TicketReopened;
import dev.cauce.contracts.ticket.TicketReplied;
import dev.cauce.contracts.ticket.TicketResolved;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.platform.access.Granted;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A support ticket. Its state knows who works on it and where it stands, never what was written. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Ticket {

    @AggregateIdentifier
    private @Nullable String streamId;

    private @Nullable AccountId accountId;
    private String subjectId;
    private TicketStatus status;
    private @Nullable String assignee;
    private @Nullable String resolvedBy;
    private int replies;
    private int reopenings;
    private boolean rated;

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    Ticket() {}

    /** A customer reaches its own account's tickets alone. */
    @CommandHandlerInterceptor
    void guard(CommandMessage<?> command) {
        if (streamId != null) {
            Granted.requireOwn(command, accountId);
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(OpenTicket command, Accounts accounts) {
        if (streamId != null) {
            return answer(command.ticketId());
        }
        AccountId account = command.accountId();
        if (account != null) {
            accounts.require(command.tenantId(), account).refuseErased();
        }
        apply(new TicketOpened(
                command.tenantId(),
                command.ticketId(),
                account,
                account != null ? account.value() : command.ticketId().value(),
                command.subject(),
                command.body(),
                command.priority(),
                command.channel()));
        return answer(command.ticketId());
    }

    @EventSourcingHandler
    void evolve(TicketOpened event) {
        streamId = StreamId.of("ticket", event.tenantId(), event.ticketId()).value();
        accountId = event.accountId();
        subjectId = event.subjectId();
        status = TicketStatus.OPEN;
    }

    @CommandHandler
    Answer decide(AssignTicket command) {
        refuseUnlessInWork();
        if (!command.assignee().equals(assignee)) {
            apply(new TicketAssigned(command.tenantId(), command.ticketId(), command.assignee()));
        }
        return answer(command.ticketId());
    }

    @EventSourcingHandler
    void evolve(TicketAssigned event) {
        assignee = event.assignee();
    }

    /** An agent's word on a resolved ticket leaves it resolved; a customer's brings it back. */
    @CommandHandler
    Answer decide(ReplyToTicket command) {
        refuseClosed();
        boolean customer = command.author() == ReplyAuthor.CUSTOMER;
        if (customer && status == TicketStatus.RESOLVED) {
            apply(new TicketReopened(command.tenantId(), command.ticketId(), reopenings + 1));
        }
        TicketStatus next = customer
                ? TicketStatus.OPEN
                : status == TicketStatus.RESOLVED ? TicketStatus.RESOLVED : TicketStatus.PENDING;
        apply(new TicketReplied(
                command.tenantId(),
                command.ticketId(),
                subjectId,
                replies + 1,
                command.author(),
                command.body(),
                next));
        return answer(command.ticketId());
    }

    @EventSourcingHandler
    void evolve(TicketReplied event) {
        replies = event.replyNumber();
        status = event.status();
    }

    @CommandHandler
    Answer decide(ResolveTicket command) {
        refuseUnlessInWork();
        apply(new TicketResolved(command.tenantId(), command.ticketId(), accountId, assignee));
        return answer(command.ticketId());
    }

    @EventSourcingHandler
    void evolve(TicketResolved event) {
        status = TicketStatus.RESOLVED;
        resolvedBy = event.resolvedBy();
    }

    @CommandHandler
    Answer decide(ReopenTicket command) {
        refuseClosed();
        refuseUnlessSettled();
        apply(new TicketReopened(command.tenantId(), command.ticketId(), reopenings + 1));
        return answer(command.ticketId());
    }

    @EventSourcingHandler
    void evolve(TicketReopened event) {
        status = TicketStatus.OPEN;
        reopenings = event.reopenings();
    }

    @CommandHandler
    Answer decide(CloseTicket command) {
        refuseClosed();
        refuseUnlessSettled();
        apply(new TicketClosed(command.tenantId(), command.ticketId()));
        return answer(command.ticketId());
    }

    @EventSourcingHandler
    void evolve(TicketClosed event) {
        status = TicketStatus.CLOSED;
    }

    @CommandHandler
    Answer decide(RateTicket command) {
        refuseUnlessSettled();
        if (rated) {
            throw new Rejected(ErrorCode.TICKET_ALREADY_RATED, "The ticket was rated already.");
        }
        apply(new TicketRated(
                command.tenantId(),
                command.ticketId(),
                accountId,
                subjectId,
                command.score(),
                command.comment(),
                resolvedBy));
        return answer(command.ticketId());
    }

    @EventSourcingHandler
    void evolve(TicketRated event) {
        rated = true;
    }

    private void refuseUnlessInWork() {
        refuseClosed();
        if (status == TicketStatus.RESOLVED) {
            throw new Rejected(ErrorCode.TICKET_NOT_OPEN, "The ticket is resolved.");
        }
    }

    private void refuseUnlessSettled() {
        if (status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED) {
            throw new Rejected(ErrorCode.TICKET_NOT_RESOLVED, "The ticket is not resolved.");
        }
    }

    private void refuseClosed() {
        if (status == TicketStatus.CLOSED) {
            throw new Rejected(ErrorCode.TICKET_IS_CLOSED, "The ticket is closed.");
        }
    }

    private Answer answer(TicketId ticketId) {
        return Answer.of("ticketId", ticketId, "status", status);
    }
}
