package dev.cauce.query.ticket;

import dev.cauce.contracts.ticket.ReplyView;
import dev.cauce.contracts.ticket.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A ticket as {@link TicketsProjection} keeps it. */
record TicketDocument(
        @Id String id,
        String ticketId,
        @Nullable String accountId,
        String subject,
        String body,
        String status,
        String priority,
        int urgency,
        String channel,
        @Nullable String assignee,
        @Nullable Integer rating,
        Instant openedAt,
        Instant updatedAt,
        Map<String, Long> seen) {

    /** A reply as it is kept. */
    record Reply(int replyNumber, String author, String body, Instant repliedAt) {}

    TicketView withReplies(List<Reply> replies) {
        return view(replies.stream()
                .map(reply -> new ReplyView(reply.replyNumber(), reply.author(), reply.body(), reply.repliedAt()))
                .toList());
    }

    TicketView withoutReplies() {
        return view(List.of());
    }

    private TicketView view(List<ReplyView> shown) {
        return new TicketView(
                ticketId,
                accountId,
                subject,
                body,
                status,
                priority,
                channel,
                assignee,
                shown,
                rating,
                openedAt,
                updatedAt,
                seen.getOrDefault(TicketsProjection.TICKET, 0L));
    }
}
