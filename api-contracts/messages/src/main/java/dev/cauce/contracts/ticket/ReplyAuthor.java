package dev.cauce.contracts.ticket;

/** Who wrote a reply. */
public enum ReplyAuthor {
    AGENT,
    CUSTOMER
}
