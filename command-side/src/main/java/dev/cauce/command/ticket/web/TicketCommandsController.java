package dev.cauce.command.ticket.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.ticket.AssignTicket;
import dev.cauce.contracts.ticket.CloseTicket;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.RateTicket;
import dev.cauce.contracts.ticket.ReopenTicket;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyToTicket;
import dev.cauce.contracts.ticket.ResolveTicket;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.TicketCommandsApi;
import dev.cauce.rest.model.AssignTicketRequest;
import dev.cauce.rest.model.OpenTicketRequest;
import dev.cauce.rest.model.RateTicketRequest;
import dev.cauce.rest.model.ReplyToTicketRequest;
import dev.cauce.rest.model.TicketReference;
import dev.cauce.rest.model.TicketStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of tickets over HTTP. */
@RestController
public class TicketCommandsController implements TicketCommandsApi {

    private final CommandSender commands;

    public TicketCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<TicketReference> openTicket(String idempotencyKey, OpenTicketRequest request) {
        String accountId = request.getAccountId();
        dev.cauce.rest.model.Priority priority = request.getPriority();
        TicketReference opened = reference(commands.send(new OpenTicket(
                tenant(),
                new TicketId(CommandRequest.idOr(request.getTicketId())),
                accountId == null ? null : new AccountId(accountId),
                request.getSubject(),
                request.getBody(),
                priority == null ? Priority.NORMAL : Priority.valueOf(priority.name()),
                TicketChannel.valueOf(request.getChannel().name()))));
        return CommandRequest.created("/v1/tickets/" + opened.getTicketId(), opened);
    }

    @Override
    public ResponseEntity<TicketReference> assignTicket(
            String ticketId, String idempotencyKey, AssignTicketRequest request, @Nullable String ifMatch) {
        return send(new AssignTicket(tenant(), new TicketId(ticketId), request.getAssignee()));
    }

    @Override
    public ResponseEntity<TicketReference> replyToTicket(
            String ticketId, String idempotencyKey, ReplyToTicketRequest request, @Nullable String ifMatch) {
        Answer answer = commands.send(new ReplyToTicket(
                tenant(),
                new TicketId(ticketId),
                ReplyAuthor.valueOf(request.getAuthor().name()),
                request.getBody()));
        return ResponseEntity.status(HttpStatus.CREATED).body(reference(answer));
    }

    @Override
    public ResponseEntity<TicketReference> resolveTicket(
            String ticketId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new ResolveTicket(tenant(), new TicketId(ticketId)));
    }

    @Override
    public ResponseEntity<TicketReference> reopenTicket(
            String ticketId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new ReopenTicket(tenant(), new TicketId(ticketId)));
    }

    @Override
    public ResponseEntity<TicketReference> closeTicket(
            String ticketId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new CloseTicket(tenant(), new TicketId(ticketId)));
    }

    @Override
    public ResponseEntity<TicketReference> rateTicket(
            String ticketId, String idempotencyKey, RateTicketRequest request, @Nullable String ifMatch) {
        return send(new RateTicket(tenant(), new TicketId(ticketId), request.getScore(), request.getComment()));
    }

    private ResponseEntity<TicketReference> send(Command command) {
        return ResponseEntity.ok(reference(commands.send(command)));
    }

    private static TicketReference reference(Answer answer) {
        return new TicketReference(said(answer, "ticketId"), TicketStatus.fromValue(said(answer, "status")));
    }
}
