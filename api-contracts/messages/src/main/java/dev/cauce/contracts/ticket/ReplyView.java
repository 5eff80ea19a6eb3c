package dev.cauce.contracts.ticket;

import java.time.Instant;

/** A reply of a ticket. */
public record ReplyView(int replyNumber, String author, String body, Instant repliedAt) {}
