package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.OfAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket as it is shown. */
public record TicketView(
        String ticketId,
        @Nullable String accountId,
        String subject,
        String body,
        String status,
        String priority,
        String channel,
        @Nullable String assignee,
        List<ReplyView> replies,
        @Nullable Integer rating,
        Instant openedAt,
        Instant updatedAt,
        long version)
        implements OfAccount {}
