package dev.cauce.query.ticket.web;

import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.rest.model.Priority;
import dev.cauce.rest.model.Reply;
import dev.cauce.rest.model.ReplyAuthor;
import dev.cauce.rest.model.Ticket;
import dev.cauce.rest.model.TicketChannel;
import dev.cauce.rest.model.TicketStatus;

/** A ticket as the API shows it. */
public final class TicketJson {

    private TicketJson() {}

    public static Ticket withReplies(TicketView view) {
        return withoutReplies(view)
                .replies(view.replies().stream()
                        .map(reply -> new Reply(
                                reply.replyNumber(),
                                ReplyAuthor.fromValue(reply.author()),
                                reply.body(),
                                reply.repliedAt()))
                        .toList());
    }

    public static Ticket withoutReplies(TicketView view) {
        return new Ticket(
                        view.ticketId(),
                        view.subject(),
                        view.body(),
                        TicketStatus.fromValue(view.status()),
                        Priority.fromValue(view.priority()),
                        TicketChannel.fromValue(view.channel()),
                        view.openedAt(),
                        view.updatedAt(),
                        view.version())
                .accountId(view.accountId())
                .assignee(view.assignee())
                .rating(view.rating());
    }
}
